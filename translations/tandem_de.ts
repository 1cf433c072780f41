<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>About</name>
    <message>
        <source>Tandem %1
Qt %2
%3, %4</source>
        <translation>Tandem %1
Qt %2
%3, %4</translation>
    </message>
    <message>
        <source>About Tandem</source>
        <translation>Über Tandem</translation>
    </message>
    <message>
        <source>A workbench for contrastive representation learning (SimCLR).</source>
        <translation>Eine Werkbank für kontrastives Repräsentationslernen (SimCLR).</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.
What the training engine runs on: tandem-cli doctor.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später.
Worauf die Trainings-Engine läuft: tandem-cli doctor.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
</context>
<context>
    <name>Augment</name>
    <message>
        <source>Random resized crop</source>
        <translation>Zufälliger Ausschnitt</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Kleinste Fläche</translation>
    </message>
    <message>
        <source>Largest area</source>
        <translation>Größte Fläche</translation>
    </message>
    <message>
        <source>Narrowest width to height</source>
        <translation>Schmalstes Verhältnis Breite zu Höhe</translation>
    </message>
    <message>
        <source>Widest width to height</source>
        <translation>Breitestes Verhältnis Breite zu Höhe</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Ziehung</translation>
    </message>
    <message>
        <source>Horizontal flip</source>
        <translation>Spiegelung</translation>
    </message>
    <message>
        <source>Color jitter</source>
        <translation>Farbvariation</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Grayscale</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Gaussian blur</source>
        <translation>Gaußsche Unschärfe</translation>
    </message>
    <message>
        <source>Smallest sigma</source>
        <translation>Kleinstes Sigma</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Largest sigma</source>
        <translation>Größtes Sigma</translation>
    </message>
    <message>
        <source>Kernel, share of the height</source>
        <translation>Kern, Anteil der Höhe</translation>
    </message>
    <message>
        <source>Solarize</source>
        <translation>Solarisation</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Largest angle</source>
        <translation>Größter Winkel</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Right angles only</source>
        <translation>Nur rechte Winkel</translation>
    </message>
    <message>
        <source>Cutout</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>Gaußsches Rauschen</translation>
    </message>
    <message>
        <source>of 255</source>
        <translation>von 255</translation>
    </message>
    <message>
        <source>Sobel edges</source>
        <translation>Sobel-Kanten</translation>
    </message>
    <message>
        <source>SimCLR, CIFAR</source>
        <translation>SimCLR, CIFAR</translation>
    </message>
    <message>
        <source>SimCLR, ImageNet</source>
        <translation>SimCLR, ImageNet</translation>
    </message>
    <message>
        <source>SimCLR, broader set</source>
        <translation>SimCLR, erweiterte Auswahl</translation>
    </message>
    <message>
        <source>MoCo v2</source>
        <translation>MoCo v2</translation>
    </message>
    <message>
        <source>Crops and flips</source>
        <translation>Ausschnitte und Spiegelungen</translation>
    </message>
    <message>
        <source>Shapes sample</source>
        <translation>Beispielsatz Shapes</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Sobel</source>
        <translation>Sobel</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Crop, area that stays</source>
        <translation>Ausschnitt, Fläche, die bleibt</translation>
    </message>
    <message>
        <source>Gaussian blur, sigma</source>
        <translation>Gaußsche Unschärfe, Sigma</translation>
    </message>
    <message>
        <source>Solarize, threshold</source>
        <translation>Solarisation, Schwelle</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Cutout, area that goes</source>
        <translation>Abdeckung, Fläche, die verdeckt wird</translation>
    </message>
    <message>
        <source>Gaussian noise, sigma</source>
        <translation>Gaußsches Rauschen, Sigma</translation>
    </message>
    <message>
        <source>Chen et al. 2020 (arXiv 2002.05709), appendix B.9: color strength 0.5, no blur; 32 pixels in the paper</source>
        <translation>Chen et al. 2020 (arXiv 2002.05709), Anhang B.9: Farbstärke 0,5, keine Unschärfe; im Artikel 32 Pixel</translation>
    </message>
    <message>
        <source>Chen et al. 2020 (arXiv 2002.05709), appendix A: color strength 1, blur with p = 0.5; 224 pixels in the paper</source>
        <translation>Chen et al. 2020 (arXiv 2002.05709), Anhang A: Farbstärke 1, Unschärfe mit p = 0,5; im Artikel 224 Pixel</translation>
    </message>
    <message>
        <source>Chen et al. 2020 (arXiv 2002.05709), appendix B.2: the ImageNet recipe with solarize and Sobel added; the paper names no probabilities (0.1 and 0.05 here), its equalize and motion blur are left out</source>
        <translation>Chen et al. 2020 (arXiv 2002.05709), Anhang B.2: das ImageNet-Rezept, dazu Solarisieren und Sobel; der Artikel nennt keine Wahrscheinlichkeiten (hier 0,1 und 0,05), sein Histogrammausgleich und seine Bewegungsunschärfe fehlen</translation>
    </message>
    <message>
        <source>Chen et al. 2020 (arXiv 2003.04297) and facebookresearch/moco: crops from a fifth of the area, jitter 0.4/0.4/0.4/0.1, blur with p = 0.5; 224 pixels in the paper</source>
        <translation>Chen et al. 2020 (arXiv 2003.04297) und facebookresearch/moco: Ausschnitte ab einem Fünftel der Fläche, Farbänderung 0,4/0,4/0,4/0,1, Unschärfe mit p = 0,5; im Artikel 224 Pixel</translation>
    </message>
    <message>
        <source>Tandem&apos;s own, for comparison: crops from a fifth of the area and flips, no color. Color alone solves the task</source>
        <translation>Von Tandem selbst, zum Vergleich: Ausschnitte ab einem Fünftel der Fläche und Spiegeln, keine Farbe. Farbe allein löst die Aufgabe</translation>
    </message>
    <message>
        <source>Tandem&apos;s own, for the generated set Shapes: crops that leave the silhouette, any hue, strong light</source>
        <translation>Von Tandem selbst, für die erzeugte Bildmenge Shapes: Ausschnitte, die den Umriss lassen, jeder Farbton, starkes Licht</translation>
    </message>
</context>
<context>
    <name>AugmentText</name>
    <message>
        <source>Crop %1 × %2 at (%3, %4)</source>
        <translation>Ausschnitt %1 × %2 bei (%3, %4)</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>brightness ×%1</source>
        <translation>Helligkeit ×%1</translation>
    </message>
    <message>
        <source>contrast ×%1</source>
        <translation>Kontrast ×%1</translation>
    </message>
    <message>
        <source>saturation ×%1</source>
        <translation>Sättigung ×%1</translation>
    </message>
    <message>
        <source>hue %1°</source>
        <translation>Farbton %1°</translation>
    </message>
    <message>
        <source>Jitter: %1</source>
        <comment>its four parts in the order drawn</comment>
        <translation>Farbvariation: %1</translation>
    </message>
    <message>
        <source>Grayscale</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Blur σ %1 px over %2 px</source>
        <translation>Unschärfe σ %1 px über %2 px</translation>
    </message>
    <message>
        <source>Solarize from %1</source>
        <translation>Solarisation ab %1</translation>
    </message>
    <message>
        <source>Rotation by %1°</source>
        <translation>Drehung um %1°</translation>
    </message>
    <message>
        <source>Cutout %1 × %2 at (%3, %4)</source>
        <translation>Abdeckung %1 × %2 bei (%3, %4)</translation>
    </message>
    <message>
        <source>Noise σ %1</source>
        <translation>Rauschen σ %1</translation>
    </message>
    <message>
        <source>Sobel</source>
        <translation>Sobel</translation>
    </message>
    <message>
        <source>Add color jitter or grayscale.</source>
        <translation>Fügen Sie Farbvariation oder Graustufen hinzu.</translation>
    </message>
    <message>
        <source>Allow smaller crops, and add color jitter.</source>
        <translation>Erlauben Sie kleinere Ausschnitte und fügen Sie Farbvariation hinzu.</translation>
    </message>
    <message>
        <source>Add smaller crops, blur or rotation.</source>
        <translation>Nehmen Sie kleinere Ausschnitte, Unschärfe oder Drehung hinzu.</translation>
    </message>
    <message>
        <source>Whole image</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Color histogram</source>
        <translation>Farbhistogramm</translation>
    </message>
    <message>
        <source>Mean color</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Thumbnail of 4 × 4</source>
        <translation>Vorschaubild 4 × 4</translation>
    </message>
    <message>
        <source>Edge directions</source>
        <translation>Kantenrichtungen</translation>
    </message>
    <message>
        <source>At least two images are needed.</source>
        <translation>Mindestens zwei Bilder sind nötig.</translation>
    </message>
    <message>
        <source>%1 alone finds %2 % of the pairs</source>
        <extracomment>%1: name of a feature such as &quot;Color histogram&quot;, %2: a number</extracomment>
        <translation>%1 allein findet %2 % der Paare</translation>
    </message>
    <message>
        <source>%1: the encoder can cheat. %2</source>
        <comment>a fact, a remedy</comment>
        <translation>%1: Der Encoder kann mogeln. %2</translation>
    </message>
    <message>
        <source>%1: a shortcut that helps, but does not suffice. %2</source>
        <comment>a fact, a remedy</comment>
        <translation>%1: eine Abkürzung, die hilft, aber nicht ausreicht. %2</translation>
    </message>
    <message>
        <source>No trivial feature finds more than %1 % of the pairs (chance: %2 %). The encoder has to look at more.</source>
        <translation>Kein triviales Merkmal findet mehr als %1 % der Paare (Zufall: %2 %). Der Encoder muss mehr ansehen.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>not in training</source>
        <translation>nicht im Training</translation>
    </message>
    <message>
        <source>%1 % of views</source>
        <translation>%1 % der Ansichten</translation>
    </message>
    <message>
        <source>%1, %2 % of views</source>
        <extracomment>%1: a strength such as &quot;×0.80&quot;</extracomment>
        <translation>%1, %2 % der Ansichten</translation>
    </message>
    <message>
        <source>%1 to %2, %3 % of views</source>
        <translation>%1 bis %2, %3 % der Ansichten</translation>
    </message>
    <message>
        <source>#%1  %2</source>
        <extracomment>number of an image, its file</extracomment>
        <translation>Nr. %1  %2</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>images seen</source>
        <translation>gesehene Bilder</translation>
    </message>
    <message>
        <source>time of training, pauses left out</source>
        <translation>Trainingszeit ohne Pausen</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>moving average %1</source>
        <translation>gleitender Mittelwert %1</translation>
    </message>
    <message>
        <source>centred mean of %1</source>
        <translation>zentriertes Mittel von %1</translation>
    </message>
    <message>
        <source>centred median of %1</source>
        <translation>zentrierter Median von %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 (epoch %2)</source>
        <translation>%1 (Epoche %2)</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>run, series</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation>%1 Tsd.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>%1 › %2</source>
        <comment>a menu, a menu in it</comment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Other images or another share of them: numbers measured on different images cannot be compared.</source>
        <translation>Andere Bilder oder ein anderer Anteil davon: An verschiedenen Bildern gemessene Zahlen sind nicht vergleichbar.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Zielfunktion</translation>
    </message>
    <message>
        <source>Loss and temperature decide which negatives count. Losses of different temperatures have different scales: compare accuracies.</source>
        <translation>Verlust und Temperatur entscheiden, welche Negativen zählen. Verluste bei verschiedenen Temperaturen haben verschiedene Maßstäbe: Vergleichen Sie Genauigkeiten.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>What the two views share is what the encoder learns; in the paper, the composition of crop and color is worth more than any other choice.</source>
        <translation>Was die beiden Ansichten gemeinsam haben, lernt der Encoder; im Paper ist die Verbindung von Ausschnitt und Farbe mehr wert als jede andere Wahl.</translation>
    </message>
    <message>
        <source>Batch and rate</source>
        <translation>Batch und Rate</translation>
    </message>
    <message>
        <source>Batch size, optimizer and learning rate act together: more negatives per step, and steps of another length. The loss of chance moves with the batch size.</source>
        <translation>Batchgröße, Optimierer und Lernrate wirken zusammen: mehr Negative je Schritt und Schritte anderer Länge. Der Zufallsverlust ändert sich mit der Batchgröße.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Longer training helps contrastive learning more than supervised learning; it makes up for a smaller batch.</source>
        <translation>Längeres Training hilft kontrastivem Lernen mehr als überwachtem; es gleicht einen kleineren Batch aus.</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Deeper and wider encoders gain steadily; the stem decides the resolution that small images keep.</source>
        <translation>Tiefere und breitere Encoder werden stetig besser; der Eingang entscheidet, welche Auflösung kleine Bilder behalten.</translation>
    </message>
    <message>
        <source>Projection head</source>
        <translation>Projektionskopf</translation>
    </message>
    <message>
        <source>A non-linear head is worth several points over a linear one; its output dimension matters little.</source>
        <translation>Ein nichtlinearer Kopf ist mehrere Prozentpunkte besser als ein linearer; seine Ausgabedimension zählt wenig.</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Rechenweise</translation>
    </message>
    <message>
        <source>Precision and the images that batch-norm sees at a time: most often small, unless training becomes unstable.</source>
        <translation>Genauigkeit der Zahlen und wie viele Bilder die Batch-Norm zugleich sieht: meist wenig Einfluss, solange das Training stabil bleibt.</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Changes what is measured, not what was learned.</source>
        <translation>Ändert, was gemessen wird, nicht, was gelernt wurde.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Runs that differ in their seed alone tell how far numbers scatter by chance.</source>
        <translation>Läufe, die sich nur im Startwert unterscheiden, zeigen, wie weit Zahlen durch Zufall streuen.</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>How the run is carried out; never what it learns.</source>
        <translation>Wie der Lauf ausgeführt wird; nie, was er lernt.</translation>
    </message>
</context>
<context>
    <name>CompareText</name>
    <message>
        <source>kNN</source>
        <comment>protocol of an evaluation</comment>
        <translation>kNN</translation>
    </message>
    <message>
        <source>Linear probe</source>
        <comment>protocol of an evaluation</comment>
        <translation>Lineare Probe</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <comment>protocol of an evaluation</comment>
        <translation>Logistische Regression</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <comment>protocol of an evaluation</comment>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Supervised</source>
        <comment>protocol of an evaluation</comment>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>last checkpoint</source>
        <translation>letzter Checkpoint</translation>
    </message>
    <message>
        <source>best checkpoint</source>
        <translation>bester Checkpoint</translation>
    </message>
    <message>
        <source>no checkpoint</source>
        <translation>ohne Checkpoint</translation>
    </message>
    <message>
        <source>%1 (online)</source>
        <comment>title of a number</comment>
        <translation>%1 (mitlaufend)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>protocol, checkpoint</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Measured after training on the weights of a checkpoint, with %1</source>
        <translation>Nach dem Training mit den Gewichten eines Checkpoints gemessen, mit %1</translation>
    </message>
    <message>
        <source>p %1</source>
        <comment>probability</comment>
        <translation>p %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
</context>
<context>
    <name>DatasetSummary</name>
    <message>
        <source>image folder</source>
        <translation>Bilderordner</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <extracomment>width and height of images; each may be a range such as 48–640</extracomment>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>%1 in each class</source>
        <translation>%1 in jeder Klasse</translation>
    </message>
    <message>
        <source>%1 to %2 in a class</source>
        <translation>%1 bis %2 je Klasse</translation>
    </message>
</context>
<context>
    <name>EmbeddingPoints</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Predicted by kNN</source>
        <translation>kNN-Vorhersage</translation>
    </message>
    <message>
        <source>Cosine of two views</source>
        <translation>Kosinus zweier Ansichten</translation>
    </message>
</context>
<context>
    <name>EmbeddingReader</name>
    <message>
        <source>The images are not shown. %1</source>
        <translation>Die Bilder werden nicht gezeigt. %1</translation>
    </message>
    <message>
        <source>The images are not shown, as those in %1 are not the ones that this run was trained on.</source>
        <translation>Die Bilder werden nicht gezeigt, da die in %1 nicht die sind, mit denen dieser Lauf trainiert wurde.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Loss in training</source>
        <translation>Verlust im Training</translation>
    </message>
    <message>
        <source>Rank of the positive</source>
        <translation>Rang des Positiven</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>There is nothing at %1. Check the path.</source>
        <translation>An der Stelle %1 ist nichts. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2). Check its permissions.</source>
        <translation>%1 kann nicht gelesen werden (%2). Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2). Choose another place or change its permissions.</source>
        <translation>%1 kann nicht geschrieben werden (%2). Wählen Sie einen anderen Ort oder ändern Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Replace or delete it.</source>
        <translation>%1 ist beschädigt: %2. Ersetzen oder löschen Sie es.</translation>
    </message>
    <message>
        <source>%1 is not valid: %2.</source>
        <translation>%1 ist ungültig: %2.</translation>
    </message>
    <message>
        <source>There is no setting named %1. Did you mean %2?</source>
        <translation>Es gibt keine Einstellung namens %1. Meinten Sie %2?</translation>
    </message>
    <message>
        <source>%1 cannot be %2: it takes %3.</source>
        <translation>%1 kann nicht %2 sein: erlaubt ist %3.</translation>
    </message>
    <message>
        <source>The settings do not fit together: %1</source>
        <translation>Die Einstellungen passen nicht zusammen: %1</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 holds no images. Choose a folder with one sub-folder of images per class, or a flat folder of images.</source>
        <translation>%1 enthält keine Bilder. Wählen Sie einen Ordner mit je einem Unterordner von Bildern pro Klasse oder einen flachen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>None of the %2 image files in %1 can be decoded. The first is %3: %4.</source>
        <translation>Keine der %2 Bilddateien in %1 lässt sich dekodieren. Die erste ist %3: %4.</translation>
    </message>
    <message>
        <source>%1 is no dataset that is known here: expected an image folder, or the binary files of CIFAR-10, CIFAR-100 or STL-10.</source>
        <translation>%1 ist kein hier bekannter Datensatz: Erwartet wird ein Bilderordner oder die Binärdateien von CIFAR-10, CIFAR-100 oder STL-10.</translation>
    </message>
    <message>
        <source>The dataset has %1 images, fewer than one batch of %2. Lower train.batch_size or add images.</source>
        <translation>Der Datensatz hat %1 Bilder, weniger als ein Batch von %2. Senken Sie train.batch_size oder fügen Sie Bilder hinzu.</translation>
    </message>
    <message>
        <source>The images at %1 carry no labels, which this needs. Sort them into one sub-folder per class.</source>
        <translation>Die Bilder in %1 tragen keine Labels, die hierfür nötig sind. Sortieren Sie sie in je einen Unterordner pro Klasse.</translation>
    </message>
    <message>
        <source>%1 is not a Tandem project. Open a folder that was made by Tandem, or create a new project.</source>
        <translation>%1 ist kein Tandem-Projekt. Öffnen Sie einen von Tandem angelegten Ordner oder legen Sie ein neues Projekt an.</translation>
    </message>
    <message>
        <source>%1 exists already. Open it, or choose another name.</source>
        <translation>%1 gibt es schon. Öffnen Sie es oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The project %1 is open in another program (process %2). Close it there first.</source>
        <translation>Das Projekt %1 ist in einem anderen Programm offen (Prozess %2). Schließen Sie es zuerst dort.</translation>
    </message>
    <message>
        <source>%1 was written by a newer Tandem (format %2, this program knows up to %3). It was left untouched; update Tandem to open it.</source>
        <translation>%1 wurde von einem neueren Tandem geschrieben (Format %2; dieses Programm kennt bis %3). Es blieb unangetastet; aktualisieren Sie Tandem, um es zu öffnen.</translation>
    </message>
    <message>
        <source>The database %1 reported: %2.</source>
        <translation>Die Datenbank %1 meldete: %2.</translation>
    </message>
    <message>
        <source>No run of this project is named %1. List them with: tandem-cli runs list.</source>
        <translation>Kein Lauf dieses Projekts heißt %1. Alle zeigt: tandem-cli runs list.</translation>
    </message>
    <message>
        <source>%1 fits several runs: %2. Give more of the id.</source>
        <translation>%1 passt auf mehrere Läufe: %2. Geben Sie mehr von der Kennung an.</translation>
    </message>
    <message>
        <source>The run %1 is being trained right now. Stop it first.</source>
        <translation>Der Lauf %1 wird gerade trainiert. Halten Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>The run %1 cannot be resumed: %2.</source>
        <translation>Der Lauf %1 kann nicht fortgesetzt werden: %2.</translation>
    </message>
    <message>
        <source>The checkpoint %1 is damaged. Resume from the one before it.</source>
        <translation>Der Checkpoint %1 ist beschädigt. Setzen Sie vom vorigen fort.</translation>
    </message>
    <message>
        <source>Memory ran out while %1. Lower train.batch_size or encoder.width.</source>
        <translation>Der Speicher reichte nicht (%1). Senken Sie train.batch_size oder encoder.width.</translation>
    </message>
    <message>
        <source>The device %1 is not available here. Set train.device=cpu, or run tandem-cli doctor to see the devices.</source>
        <translation>Das Gerät %1 ist hier nicht verfügbar. Setzen Sie train.device=cpu; tandem-cli doctor zeigt die Geräte.</translation>
    </message>
    <message>
        <source>The loss stopped being a number at step %1. Lower optimizer.learning_rate or raise objective.temperature.</source>
        <translation>Der Verlust ist seit Schritt %1 keine Zahl mehr. Senken Sie optimizer.learning_rate oder erhöhen Sie objective.temperature.</translation>
    </message>
    <message>
        <source>The training engine failed: %1</source>
        <translation>Die Trainings-Engine ist gescheitert: %1</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 konnte nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>The training process %1 ended without a word. Resume the run to go on from its last checkpoint.</source>
        <translation>Der Trainingsprozess %1 endete ohne ein Wort. Setzen Sie den Lauf fort, um vom letzten Checkpoint weiterzumachen.</translation>
    </message>
    <message>
        <source>Rank %1 of the run is lost: %2. Resume the run to go on from its last checkpoint, with as many ranks as you like.</source>
        <translation>Rang %1 des Laufs ist verloren: %2. Setzen Sie den Lauf fort, um beim letzten Checkpoint weiterzumachen, mit beliebig vielen Rängen.</translation>
    </message>
    <message>
        <source>This build trains in one process only, as Gloo&apos;s headers were missing. Install libgloo-dev and build again.</source>
        <translation>Dieses Programm trainiert nur in einem Prozess, da beim Bauen die Header von Gloo fehlten. Installieren Sie libgloo-dev und bauen Sie neu.</translation>
    </message>
    <message>
        <source>The run %1 cannot be evaluated: %2.</source>
        <translation>Der Lauf %1 kann nicht ausgewertet werden: %2.</translation>
    </message>
    <message>
        <source>The loss of the classifier stopped being a number at step %1. Lower probe.learning_rate.</source>
        <translation>Der Verlust des Klassifikators ist seit Schritt %1 keine Zahl mehr. Setzen Sie probe.learning_rate herab.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 ist nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>No run in the trash is named %1. List them with: tandem-cli runs list --trash.</source>
        <translation>Kein Lauf im Papierkorb heißt %1. Die Läufe dort zeigt: tandem-cli runs list --trash.</translation>
    </message>
    <message>
        <source>The process that encodes images is gone: %1. Ask again; it starts anew by itself.</source>
        <translation>Der Prozess, der Bilder kodiert, ist weg: %1. Fragen Sie noch einmal; er startet von selbst neu.</translation>
    </message>
    <message>
        <source>The run %1 waits in the queue. It can be looked at once it has begun.</source>
        <translation>Der Lauf %1 wartet in der Warteschlange. Er lässt sich ansehen, sobald er begonnen hat.</translation>
    </message>
    <message>
        <source>The run %1 does not wait in the queue. See what does with: tandem-cli queue list.</source>
        <translation>Der Lauf %1 wartet nicht in der Warteschlange. Was wartet, zeigt: tandem-cli queue list.</translation>
    </message>
    <message>
        <source>No sweep of this project is named %1. List them with: tandem-cli sweep list.</source>
        <translation>Keine Reihe dieses Projekts heißt %1. Alle zeigt: tandem-cli sweep list.</translation>
    </message>
    <message>
        <source>The sweep does not fit together: %1</source>
        <translation>Die Reihe passt nicht zusammen: %1</translation>
    </message>
    <message>
        <source>The sweep %1 has no cell %2. List its cells with: tandem-cli sweep show.</source>
        <translation>Die Reihe %1 hat keine Zelle %2. Ihre Zellen zeigt: tandem-cli sweep show.</translation>
    </message>
    <message>
        <source>The training process ended before it began to train. Its last words were: %1.</source>
        <translation>Der Trainingsprozess endete, bevor er zu trainieren begann. Seine letzten Worte: %1.</translation>
    </message>
    <message>
        <source>The disk is full: %1 could not be written. Free some space, then try again; what was stored before is safe.</source>
        <translation>Der Datenträger ist voll: %1 konnte nicht geschrieben werden. Schaffen Sie Platz und versuchen Sie es noch einmal; was vorher gespeichert wurde, ist sicher.</translation>
    </message>
    <message>
        <source>The images at %1 are gone. Bring them back, or give their new place (tandem-cli: --data PATH, and --test-data PATH for test images); nothing that was stored is lost.</source>
        <translation>Die Bilder unter %1 sind nicht mehr da. Bringen Sie sie zurück, oder geben Sie ihren neuen Ort an (tandem-cli: --data PFAD, und --test-data PFAD für Testbilder); nichts Gespeichertes ist verloren.</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Not known yet</source>
        <translation>Noch unbekannt</translation>
    </message>
    <message>
        <source>Too little was measured for a verdict. It comes with the first evaluation after the warm-up.</source>
        <translation>Für einen Befund wurde zu wenig gemessen. Er kommt mit der ersten Auswertung nach dem Aufwärmen.</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Gesund</translation>
    </message>
    <message>
        <source>The loss has left chance and the embeddings use their space. Nothing needs to be done.</source>
        <translation>Der Verlust hat das Zufallsniveau verlassen, und die Einbettungen nutzen ihren Raum. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Diverged</source>
        <translation>Divergiert</translation>
    </message>
    <message>
        <source>The loss is no number any more, and nothing that follows can be used. Lower the learning rate or lengthen the warm-up; with fp16 or bf16, try fp32; raise a temperature below 0.05. Resume from a checkpoint before that step, or start anew.</source>
        <translation>Der Verlust ist keine Zahl mehr, und nichts danach ist brauchbar. Senken Sie die Lernrate oder verlängern Sie das Aufwärmen; versuchen Sie statt fp16 oder bf16 fp32; erhöhen Sie eine Temperatur unter 0,05. Setzen Sie von einem Checkpoint vor diesem Schritt fort oder beginnen Sie neu.</translation>
    </message>
    <message>
        <source>Learning rate too high</source>
        <translation>Lernrate zu hoch</translation>
    </message>
    <message>
        <source>The loss went up again, or lies above that of an encoder that tells nothing apart: steps are too long. Divide the learning rate by 3 to 10, or lengthen the warm-up. LARS wants rates near 1, SGD near 0.1 and AdamW near 0.001, each for a batch of 256.</source>
        <translation>Der Verlust ist wieder gestiegen oder liegt über dem eines Encoders, der nichts unterscheidet: Die Schritte sind zu lang. Teilen Sie die Lernrate durch 3 bis 10 oder verlängern Sie das Aufwärmen. LARS braucht Raten um 1, SGD um 0,1 und AdamW um 0,001, jeweils für einen Batch von 256.</translation>
    </message>
    <message>
        <source>Full collapse</source>
        <translation>Völliger Kollaps</translation>
    </message>
    <message>
        <source>All images get nearly the same embedding. Look first whether the two views of an image are made from the same image and the negatives from others; then lower the learning rate, keep batch-norm in the head, and keep cosine similarity on.</source>
        <translation>Alle Bilder bekommen fast dieselbe Einbettung. Prüfen Sie zuerst, ob die beiden Ansichten eines Bildes aus demselben Bild stammen und die Negativen aus anderen; senken Sie dann die Lernrate, behalten Sie die Batch-Norm im Kopf und lassen Sie die Kosinus-Ähnlichkeit an.</translation>
    </message>
    <message>
        <source>Dimensional collapse</source>
        <translation>Dimensionskollaps</translation>
    </message>
    <message>
        <source>The embeddings live in a few of their dimensions, and fewer and fewer. Make the augmentation weaker or the head deeper, use a larger batch or a lower temperature, and see whether h is affected as well: its rank counts for what comes after.</source>
        <translation>Die Einbettungen leben in wenigen ihrer Dimensionen, und es werden immer weniger. Machen Sie die Augmentierung schwächer oder den Kopf tiefer, nehmen Sie einen größeren Batch oder eine niedrigere Temperatur und sehen Sie nach, ob auch h betroffen ist: Sein Rang zählt für alles, was folgt.</translation>
    </message>
    <message>
        <source>Loss at chance</source>
        <translation>Zufallsverlust</translation>
    </message>
    <message>
        <source>After the warm-up the loss is still that of an encoder that tells no image from another. Raise the learning rate if it is very low, lower it if it is high; check that the crops still show the object; lower the temperature.</source>
        <translation>Nach dem Aufwärmen ist der Verlust noch der eines Encoders, der kein Bild vom anderen unterscheidet. Erhöhen Sie die Lernrate, wenn sie sehr niedrig ist, senken Sie sie, wenn sie hoch ist; prüfen Sie, ob die Ausschnitte den Gegenstand noch zeigen; senken Sie die Temperatur.</translation>
    </message>
    <message>
        <source>Not learning</source>
        <translation>Lernt nicht</translation>
    </message>
    <message>
        <source>The loss has not fallen since the first steps. Raise the learning rate, by factors of three; check that it is not zero by schedule or scaling, and that the two views are not too different to be told to belong together.</source>
        <translation>Der Verlust ist seit den ersten Schritten nicht gefallen. Erhöhen Sie die Lernrate in Faktoren von drei; prüfen Sie, ob sie durch Verlauf oder Skalierung null ist und ob die beiden Ansichten so verschieden sind, dass ihre Zugehörigkeit nicht zu erkennen ist.</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Abkürzung</translation>
    </message>
    <message>
        <source>The loss falls, but the features tell classes apart no better: the encoder has found an easy cue that both views share, most often color. Make the augmentation stronger, above all color jitter and crops; the Augment page measures what cues are left.</source>
        <translation>Der Verlust fällt, aber die Merkmale trennen die Klassen nicht besser: Der Encoder hat ein leichtes Merkmal gefunden, das beide Ansichten gemeinsam haben, meist die Farbe. Machen Sie die Augmentierung stärker, vor allem Farbvariation und Ausschnitte; die Seite Augmentierung misst, welche Abkürzungen noch bleiben.</translation>
    </message>
    <message>
        <source>Waits for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message>
        <source>The engine waits for views much of the time. Raise train.loader_threads, lower train.threads where both share the cores, or drop costly operations such as blur: the Augment page tells what each costs. The result is not affected, only the time.</source>
        <translation>Die Engine wartet einen großen Teil der Zeit auf Ansichten. Erhöhen Sie train.loader_threads, senken Sie train.threads, wo beide sich die Kerne teilen, oder lassen Sie teure Operationen wie Unschärfe weg: Die Seite Augmentierung sagt, was jede kostet. Das Ergebnis leidet nicht, nur die Dauer.</translation>
    </message>
    <message>
        <source>The loss was no number at step %3.</source>
        <translation>Der Verlust war bei Schritt %3 keine Zahl.</translation>
    </message>
    <message>
        <source>The loss is %1, above that of a collapsed encoder (%2).</source>
        <translation>Der Verlust ist %1, über dem eines kollabierten Encoders (%2).</translation>
    </message>
    <message>
        <source>The loss is %1; an encoder that tells nothing apart has %2.</source>
        <translation>Der Verlust ist %1; ein Encoder, der nichts unterscheidet, hat %2.</translation>
    </message>
    <message>
        <source>The loss is %1, below chance (%2).</source>
        <translation>Der Verlust ist %1, unter dem Zufallsniveau (%2).</translation>
    </message>
    <message>
        <source>The loss rose to %1; it had been %2 around step %3.</source>
        <translation>Der Verlust stieg auf %1; um Schritt %3 war er %2.</translation>
    </message>
    <message>
        <source>The loss fell from %2 to %1 since step %3.</source>
        <translation>Der Verlust fiel seit Schritt %3 von %2 auf %1.</translation>
    </message>
    <message>
        <source>The loss is %1; over the first steps it was %2.</source>
        <translation>Der Verlust ist %1; über die ersten Schritte war er %2.</translation>
    </message>
    <message>
        <source>The weights of a layer have grown to a norm of %1, above %2; no layer begins with more than 128.</source>
        <translation>Die Gewichte einer Schicht sind auf eine Norm von %1 gewachsen, über %2; keine Schicht beginnt mit mehr als 128.</translation>
    </message>
    <message>
        <source>Spread of z: std·√D is %1, less than %2; 1 points everywhere.</source>
        <translation>Streuung von z: Std.·√D ist %1, weniger als %2; 1 weist in alle Richtungen.</translation>
    </message>
    <message>
        <source>Spread of z: std·√D is %1; below %2 it would have collapsed.</source>
        <translation>Streuung von z: Std.·√D ist %1; unter %2 wäre es ein Kollaps.</translation>
    </message>
    <message>
        <source>Uniformity of z is %1, above %2; 0 is one single point.</source>
        <translation>Die Gleichverteilung von z ist %1, über %2; 0 ist ein einziger Punkt.</translation>
    </message>
    <message>
        <source>Effective rank of z is %1, less than %2, a tenth of what is possible.</source>
        <translation>Der effektive Rang von z ist %1, weniger als %2, ein Zehntel des Möglichen.</translation>
    </message>
    <message>
        <source>It falls: it was %2 at step %3.</source>
        <translation>Er fällt: Bei Schritt %3 war er %2.</translation>
    </message>
    <message>
        <source>Effective rank of z is %1; below %2 it would be small.</source>
        <translation>Der effektive Rang von z ist %1; unter %2 wäre er klein.</translation>
    </message>
    <message>
        <source>kNN accuracy is %1 at best since step %3; it had been %2 before.</source>
        <translation>Die kNN-Genauigkeit ist seit Schritt %3 höchstens %1; davor war sie %2.</translation>
    </message>
    <message>
        <source>kNN accuracy rose from %2 to %1.</source>
        <translation>Die kNN-Genauigkeit stieg von %2 auf %1.</translation>
    </message>
    <message>
        <source>%1 of the latest steps&apos; time was spent waiting for views; from %2 on that counts as starved.</source>
        <translation>%1 der Zeit der letzten Schritte verging mit Warten auf Ansichten; ab %2 gilt das als Mangel.</translation>
    </message>
    <message>
        <source>Steps done: %1; a verdict wants %2.</source>
        <translation>Fertige Schritte: %1; ein Befund braucht %2.</translation>
    </message>
    <message>
        <source>There was no evaluation yet.</source>
        <translation>Es gab noch keine Auswertung.</translation>
    </message>
    <message>
        <source>The warm-up lasts until step %2; this is step %1.</source>
        <translation>Das Aufwärmen dauert bis Schritt %2; dies ist Schritt %1.</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>First</source>
        <comment>of a pair of operations</comment>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>Second</source>
        <comment>of a pair of operations</comment>
        <translation>Danach</translation>
    </message>
</context>
<context>
    <name>MapAnalysis</name>
    <message>
        <source>Purity of neighbors</source>
        <translation>Reinheit der Nachbarn</translation>
    </message>
    <message>
        <source>Trustworthiness</source>
        <translation>Verlässlichkeit</translation>
    </message>
    <message>
        <source>Continuity</source>
        <translation>Stetigkeit</translation>
    </message>
    <message>
        <source>Neighbors kept</source>
        <translation>Erhaltene Nachbarn</translation>
    </message>
    <message>
        <source>Vote of neighbors</source>
        <translation>Stimme der Nachbarn</translation>
    </message>
</context>
<context>
    <name>PipelineLibrary</name>
    <message>
        <source>There is a pipeline named %1 already.</source>
        <translation>Eine Pipeline namens %1 gibt es schon.</translation>
    </message>
    <message>
        <source>%1 is the name of a preset: choose another one.</source>
        <translation>%1 ist der Name einer Vorlage: Wählen Sie einen anderen.</translation>
    </message>
</context>
<context>
    <name>RunColumnText</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Of a step, in nats. Losses of different temperatures or batch sizes have different scales.</source>
        <translation>Eines Schritts, in Nat. Bei anderer Temperatur oder Batchgröße gilt ein anderer Maßstab.</translation>
    </message>
    <message>
        <source>Loss of the epoch</source>
        <translation>Verlust der Epoche</translation>
    </message>
    <message>
        <source>Mean loss over the steps of an epoch.</source>
        <translation>Mittlerer Verlust über die Schritte einer Epoche.</translation>
    </message>
    <message>
        <source>kNN</source>
        <translation>kNN</translation>
    </message>
    <message>
        <source>Share of test images whose class wins the vote among the nearest training images in the space of h.</source>
        <translation>Anteil der Testbilder, deren Klasse die Abstimmung unter den nächsten Trainingsbildern im Raum von h gewinnt.</translation>
    </message>
    <message>
        <source>Linear, online</source>
        <translation>Linear, mitlaufend</translation>
    </message>
    <message>
        <source>Accuracy on test images of a linear classifier that is trained along on h. Not the number of a linear probe on frozen features.</source>
        <translation>Genauigkeit an Testbildern eines linearen Klassifikators, der auf h mittrainiert wird. Nicht die Zahl einer linearen Probe auf eingefrorenen Merkmalen.</translation>
    </message>
    <message>
        <source>Contrastive accuracy</source>
        <translation>Kontrastive Genauigkeit</translation>
    </message>
    <message>
        <source>Share of anchors whose positive is nearer than all 2N − 2 negatives.</source>
        <translation>Anteil der Anker, deren Positives näher liegt als alle 2N − 2 Negativen.</translation>
    </message>
    <message>
        <source>Contrastive accuracy, N</source>
        <translation>Kontrastive Genauigkeit, N</translation>
    </message>
    <message>
        <source>The same among the N other views, as in the paper.</source>
        <translation>Dasselbe unter den N anderen Ansichten, wie im Paper.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Of the softmax over candidates, in nats.</source>
        <translation>Des Softmax über die Kandidaten, in Nat.</translation>
    </message>
    <message>
        <source>Positive similarity</source>
        <translation>Ähnlichkeit der Positiven</translation>
    </message>
    <message>
        <source>Mean cosine of the two views of an image.</source>
        <translation>Mittlerer Kosinus der beiden Ansichten eines Bildes.</translation>
    </message>
    <message>
        <source>Negative similarity</source>
        <translation>Ähnlichkeit der Negativen</translation>
    </message>
    <message>
        <source>Mean cosine of views of different images.</source>
        <translation>Mittlerer Kosinus der Ansichten verschiedener Bilder.</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Source images, not views; evaluation not counted.</source>
        <translation>Ausgangsbilder, nicht Ansichten; ohne die Auswertung.</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Warten auf Daten</translation>
    </message>
    <message>
        <source>Share of a step&apos;s time spent waiting for views.</source>
        <translation>Anteil an der Zeit eines Schritts, in dem auf Ansichten gewartet wird.</translation>
    </message>
    <message>
        <source>Spread of h</source>
        <translation>Streuung von h</translation>
    </message>
    <message>
        <source>Mean over dimensions of the standard deviation of unit h.</source>
        <translation>Standardabweichung der Einheits-h, über die Dimensionen gemittelt.</translation>
    </message>
    <message>
        <source>Spread of z</source>
        <translation>Streuung von z</translation>
    </message>
    <message>
        <source>Mean over dimensions of the standard deviation of unit z; 1/√D points everywhere.</source>
        <translation>Standardabweichung der Einheits-z, über die Dimensionen gemittelt; 1/√D weist in alle Richtungen.</translation>
    </message>
    <message>
        <source>Least spread of h</source>
        <translation>Kleinste Streuung von h</translation>
    </message>
    <message>
        <source>Largest spread of h</source>
        <translation>Größte Streuung von h</translation>
    </message>
    <message>
        <source>Least spread of z</source>
        <translation>Kleinste Streuung von z</translation>
    </message>
    <message>
        <source>Largest spread of z</source>
        <translation>Größte Streuung von z</translation>
    </message>
    <message>
        <source>Effective rank of h</source>
        <translation>Effektiver Rang von h</translation>
    </message>
    <message>
        <source>Of test images: how many dimensions the features really use.</source>
        <translation>An Testbildern: wie viele Dimensionen die Merkmale wirklich nutzen.</translation>
    </message>
    <message>
        <source>Effective rank of z</source>
        <translation>Effektiver Rang von z</translation>
    </message>
    <message>
        <source>Of test images: how many dimensions the embeddings really use.</source>
        <translation>An Testbildern: wie viele Dimensionen die Einbettungen wirklich nutzen.</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>Gleichverteilung</translation>
    </message>
    <message>
        <source>0 where all z are one point, about −4 where they point everywhere.</source>
        <translation>0, wo alle z ein Punkt sind, etwa −4, wo sie in alle Richtungen weisen.</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Mean squared distance of the two views&apos; unit z.</source>
        <translation>Mittlerer quadrierter Abstand der Einheits-z der beiden Ansichten.</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>last</source>
        <comment>value of a series</comment>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>best</source>
        <comment>value of a series</comment>
        <translation>Bestwert</translation>
    </message>
    <message>
        <source>at best kNN</source>
        <comment>value of a series</comment>
        <translation>bei bester kNN</translation>
    </message>
    <message>
        <source>mean of last %1</source>
        <comment>value of a series</comment>
        <translation>Mittel der letzten %1</translation>
    </message>
    <message>
        <source>lowest</source>
        <comment>value of a series</comment>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>highest</source>
        <comment>value of a series</comment>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>Trainingsdauer</translation>
    </message>
    <message>
        <source>Epochs done</source>
        <translation>Epochen fertig</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a series, which value of it</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What the measurements say about the run. The Health tab tells the evidence.</source>
        <translation>Was die Messungen über den Lauf sagen. Die Belege stehen im Reiter „Befund“.</translation>
    </message>
    <message>
        <source>Time at work, over all segments; pauses not counted.</source>
        <translation>Arbeitszeit über alle Abschnitte, ohne Pausen.</translation>
    </message>
    <message>
        <source>Largest memory of the training process.</source>
        <translation>Größter Speicherbedarf des Trainingsprozesses.</translation>
    </message>
    <message>
        <source>Version of the program that trained.</source>
        <translation>Version des Programms, das trainiert hat.</translation>
    </message>
    <message>
        <source>The best evaluation is chosen on the same test images that it is measured on: it flatters.</source>
        <translation>Die beste Auswertung ist an denselben Testbildern ausgesucht, an denen sie gemessen wird: Sie schmeichelt.</translation>
    </message>
    <message>
        <source>Its latest value when kNN accuracy on test images was best.</source>
        <translation>Der jüngste Wert zu dem Zeitpunkt, als die kNN-Genauigkeit an Testbildern am besten war.</translation>
    </message>
    <message>
        <source>Runs that differ in their seed alone</source>
        <translation>Läufe, die sich nur im Startwert unterscheiden</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <comment>mean and deviation</comment>
        <translation>%1 ± %2</translation>
    </message>
</context>
<context>
    <name>RunPresets</name>
    <message>
        <source>Sample images (Shapes)</source>
        <translation>Beispielbilder (Shapes)</translation>
    </message>
    <message>
        <source>For the sample set that Tandem makes: its own augmentation, a narrow ResNet-18, fifteen epochs; minutes on two cores.</source>
        <translation>Für den Beispielsatz, den Tandem erzeugt: eigene Augmentierung, ein schmales ResNet-18, fünfzehn Epochen; Minuten auf zwei Kernen.</translation>
    </message>
    <message>
        <source>Quick look on a processor</source>
        <translation>Kurzer Blick auf dem Prozessor</translation>
    </message>
    <message>
        <source>A narrow ResNet-18 with SGD for five epochs: minutes on two cores, enough to see the loss leave chance.</source>
        <translation>Ein schmales ResNet-18 mit SGD für fünf Epochen: Minuten auf zwei Kernen, genug, um den Verlust das Zufallsniveau verlassen zu sehen.</translation>
    </message>
    <message>
        <source>An evening on a processor</source>
        <translation>Ein Abend auf dem Prozessor</translation>
    </message>
    <message>
        <source>A ResNet-18 of half width with SGD for a hundred epochs, for images up to 48 pixels.</source>
        <translation>Ein ResNet-18 halber Breite mit SGD für hundert Epochen, für Bilder bis 48 Pixel.</translation>
    </message>
    <message>
        <source>SimCLR, CIFAR-10 (authors&apos; code)</source>
        <translation>SimCLR, CIFAR-10 (Code der Autoren)</translation>
    </message>
    <message>
        <source>ResNet-18, batch 512, LARS 1.0, a thousand epochs: what the authors&apos; README gives about 91 % linear accuracy for. Wants a GPU.</source>
        <translation>ResNet-18, Batch 512, LARS 1,0, tausend Epochen: wofür die README der Autoren etwa 91 % lineare Genauigkeit angibt. Braucht eine GPU.</translation>
    </message>
    <message>
        <source>SimCLR, CIFAR-10 (paper)</source>
        <translation>SimCLR, CIFAR-10 (Paper)</translation>
    </message>
    <message>
        <source>ResNet-50, batch 1024, LARS 1.0, a thousand epochs, as in appendix B.9 of Chen et al. 2020. Wants a large GPU.</source>
        <translation>ResNet-50, Batch 1024, LARS 1,0, tausend Epochen, wie in Anhang B.9 von Chen et al. 2020. Braucht eine große GPU.</translation>
    </message>
    <message>
        <source>SimCLR, ImageNet (paper)</source>
        <translation>SimCLR, ImageNet (Paper)</translation>
    </message>
    <message>
        <source>ResNet-50, batch 4096, temperature 0.1, a hundred epochs, as in the ablations of Chen et al. 2020. Wants many GPUs.</source>
        <translation>ResNet-50, Batch 4096, Temperatur 0,1, hundert Epochen, wie in den Ablationen von Chen et al. 2020. Braucht viele GPUs.</translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>Queued</source>
        <comment>state of a run</comment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a run</comment>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Stops after epoch</source>
        <comment>state of a run</comment>
        <translation>Hält nach der Epoche</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a run</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a run</comment>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>state of a run</comment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a run</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a run</comment>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>state of a run</comment>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Stopped at step %L1. Resume goes on from there, bit for bit.</source>
        <translation>Angehalten bei Schritt %L1. „Fortsetzen“ macht dort weiter, Bit für Bit.</translation>
    </message>
    <message>
        <source>The run failed and left no reason. Its worker log may tell more.</source>
        <translation>Der Lauf ist gescheitert und nannte keinen Grund. Sein Arbeitsprotokoll sagt vielleicht mehr.</translation>
    </message>
    <message>
        <source>The training process ended without a word. Resume the run to go on from its last checkpoint.</source>
        <translation>Der Trainingsprozess endete ohne ein Wort. Setzen Sie den Lauf fort, um vom letzten Checkpoint weiterzumachen.</translation>
    </message>
    <message>
        <source>%1 of %2 epochs</source>
        <translation>%1 von %2 Epochen</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>noch etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>noch etwa %1 h</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>noch etwa %1 h %2 min</translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s) left</source>
        <translation>
            <numerusform>noch etwa %n Tag</numerusform>
            <numerusform>noch etwa %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>unendlich</translation>
    </message>
    <message>
        <source>minus infinite</source>
        <translation>minus unendlich</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>date and time</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>SampleQuery</name>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nothing is known as “%1”. Known: %2.</source>
        <translation>„%1“ ist nicht bekannt. Bekannt: %2.</translation>
    </message>
    <message>
        <source>“%1” is a word, not a number: ask with = or : instead of %2.</source>
        <translation>„%1“ ist ein Wort, keine Zahl: Fragen Sie mit = oder : statt %2.</translation>
    </message>
    <message>
        <source>“%1” is no number. Write for instance %2&gt;0.5.</source>
        <translation>„%1“ ist keine Zahl. Schreiben Sie zum Beispiel %2&gt;0.5.</translation>
    </message>
    <message>
        <source>“%1” cannot be read. Close the quotes, and put a word or number after each sign.</source>
        <translation>„%1“ ist nicht lesbar. Schließen Sie die Anführungszeichen und setzen Sie hinter jedes Zeichen ein Wort oder eine Zahl.</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Genauigkeit</translation>
    </message>
    <message>
        <source>Online linear accuracy</source>
        <translation>Mitlaufende lineare Genauigkeit</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Contrastive accuracy</source>
        <translation>Kontrastive Genauigkeit</translation>
    </message>
    <message>
        <source>among 2N − 2 negatives</source>
        <translation>unter 2N − 2 Negativen</translation>
    </message>
    <message>
        <source>Contrastive accuracy, N</source>
        <translation>Kontrastive Genauigkeit, N</translation>
    </message>
    <message>
        <source>among N other views</source>
        <translation>unter N anderen Ansichten</translation>
    </message>
    <message>
        <source>Mean loss of the epoch</source>
        <translation>Mittlerer Verlust der Epoche</translation>
    </message>
    <message>
        <source>Entropy of the softmax</source>
        <translation>Entropie des Softmax</translation>
    </message>
    <message>
        <source>Positive similarity</source>
        <translation>Ähnlichkeit der Positiven</translation>
    </message>
    <message>
        <source>Negative similarity</source>
        <translation>Ähnlichkeit der Negativen</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>squared distance of unit z</source>
        <translation>quadrierter Abstand der Einheits-z</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>Gleichverteilung</translation>
    </message>
    <message>
        <source>of unit z; 0 collapsed</source>
        <translation>der Einheits-z; 0: kollabiert</translation>
    </message>
    <message>
        <source>Effective rank of h</source>
        <translation>Effektiver Rang von h</translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Effective rank of z</source>
        <translation>Effektiver Rang von z</translation>
    </message>
    <message>
        <source>Feature spread</source>
        <translation>Streuung der Merkmale</translation>
    </message>
    <message>
        <source>std of unit h</source>
        <translation>Std. der Einheits-h</translation>
    </message>
    <message>
        <source>Feature spread, least</source>
        <translation>Streuung der Merkmale, kleinste</translation>
    </message>
    <message>
        <source>Feature spread, greatest</source>
        <translation>Streuung der Merkmale, größte</translation>
    </message>
    <message>
        <source>Projection spread</source>
        <translation>Streuung der Projektion</translation>
    </message>
    <message>
        <source>std of unit z</source>
        <translation>Std. der Einheits-z</translation>
    </message>
    <message>
        <source>Projection spread, least</source>
        <translation>Streuung der Projektion, kleinste</translation>
    </message>
    <message>
        <source>Projection spread, greatest</source>
        <translation>Streuung der Projektion, größte</translation>
    </message>
    <message>
        <source>Norm of the gradient</source>
        <translation>Norm des Gradienten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Warten auf Daten</translation>
    </message>
    <message>
        <source>share of the step</source>
        <translation>Anteil am Schritt</translation>
    </message>
    <message>
        <source>Similarities of positives</source>
        <translation>Ähnlichkeiten der Positiven</translation>
    </message>
    <message>
        <source>share of pairs by cosine of z</source>
        <translation>Anteil der Paare nach Kosinus von z</translation>
    </message>
    <message>
        <source>Similarities of negatives</source>
        <translation>Ähnlichkeiten der Negativen</translation>
    </message>
    <message>
        <source>Trust ratios by layer</source>
        <translation>Vertrauensverhältnisse je Schicht</translation>
    </message>
    <message>
        <source>LARS</source>
        <translation>LARS</translation>
    </message>
    <message>
        <source>Gradient norms by layer</source>
        <translation>Gradientennormen je Schicht</translation>
    </message>
    <message>
        <source>Weight norms by layer</source>
        <translation>Gewichtsnormen je Schicht</translation>
    </message>
    <message>
        <source>Feature spread by dimension</source>
        <translation>Streuung der Merkmale je Dimension</translation>
    </message>
    <message>
        <source>std of unit h, sorted</source>
        <translation>Std. der Einheits-h, sortiert</translation>
    </message>
    <message>
        <source>Projection spread by dimension</source>
        <translation>Streuung der Projektion je Dimension</translation>
    </message>
    <message>
        <source>std of unit z, sorted</source>
        <translation>Std. der Einheits-z, sortiert</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>A folder with one sub-folder of images per class, a flat folder of images, or the binary files of CIFAR-10, CIFAR-100 or STL-10.</source>
        <translation>Ein Ordner mit je einem Unterordner von Bildern pro Klasse, ein flacher Ordner mit Bildern oder die Binärdateien von CIFAR-10, CIFAR-100 oder STL-10.</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>Images on which kNN accuracy is measured. If empty, a part of the training images is held out.</source>
        <translation>Bilder, an denen die kNN-Genauigkeit gemessen wird. Ohne Angabe wird ein Teil der Trainingsbilder zurückgehalten.</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Share of the training images kept away from training and used as test images when none are given.</source>
        <translation>Anteil der Trainingsbilder, der nicht ins Training geht und als Testbilder dient, wenn keine angegeben sind.</translation>
    </message>
    <message>
        <source>Image limit</source>
        <translation>Höchstzahl der Bilder</translation>
    </message>
    <message>
        <source>Train on this many images only, drawn evenly over the classes. 0 uses all.</source>
        <translation>Nur mit so vielen Bildern trainieren, gleichmäßig über die Klassen gezogen. 0 nimmt alle.</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Color strength</source>
        <translation>Farbstärke</translation>
    </message>
    <message>
        <source>Multiplies the preset&apos;s color jitter: 1 is the preset as published, 0 none.</source>
        <translation>Faktor für die Farbvariation der Vorlage: 1 ist die Vorlage wie veröffentlicht, 0 keine.</translation>
    </message>
    <message>
        <source>View size</source>
        <translation>Größe der Ansichten</translation>
    </message>
    <message>
        <source>Side of the square views that the encoder sees. 0 chooses from the images and the preset.</source>
        <translation>Seite der quadratischen Ansichten, die der Encoder sieht. 0 wählt nach Bildern und Vorlage.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Own pipeline</source>
        <translation>Eigene Pipeline</translation>
    </message>
    <message>
        <source>A pipeline as JSON. Where given, it replaces the preset.</source>
        <translation>Eine Pipeline als JSON. Ist sie angegeben, ersetzt sie die Vorlage.</translation>
    </message>
    <message>
        <source>Renderer</source>
        <translation>Rendern</translation>
    </message>
    <message>
        <source>Where views are rendered: by the processor, or on the device that trains, which spares the processor and the way to a GPU. auto takes the device where it is a GPU. Both make the same views, to 2 of 255.</source>
        <translation>Wo Ansichten gerechnet werden: vom Prozessor oder auf dem Gerät, das trainiert, was den Prozessor und den Weg zur GPU schont. auto nimmt das Gerät, wenn es eine GPU ist. Beide machen dieselben Ansichten, bis auf 2 von 255.</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The ResNet that maps an image to its representation h.</source>
        <translation>Das ResNet, das ein Bild auf seine Repräsentation h abbildet.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Multiplies the channels of every layer. 0.25 trains in minutes on a processor; wider encoders learn better.</source>
        <translation>Faktor für die Kanäle jeder Schicht. 0,25 trainiert auf einem Prozessor in Minuten; breitere Encoder lernen besser.</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>First layers: cifar keeps the resolution (3×3 convolution), imagenet divides it by four. auto takes cifar up to 64 pixels.</source>
        <translation>Erste Schichten: cifar behält die Auflösung (3×3-Faltung), imagenet teilt sie durch vier. auto nimmt cifar bis 64 Pixel.</translation>
    </message>
    <message>
        <source>Zero-start residual branches</source>
        <translation>Residualzweige bei null beginnen</translation>
    </message>
    <message>
        <source>Starts the last batch-norm scale of every residual branch at zero, as in the paper.</source>
        <translation>Beginnt mit der letzten Batch-Norm-Skala jedes Residualzweigs bei null, wie im Paper.</translation>
    </message>
    <message>
        <source>Projection head</source>
        <translation>Projektionskopf</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>0 applies the loss to h itself, 1 is a linear head, 2 or 3 a non-linear one.</source>
        <translation>0 wendet den Verlust auf h selbst an, 1 ist ein linearer Kopf, 2 oder 3 ein nichtlinearer.</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>Verdeckte Einheiten</translation>
    </message>
    <message>
        <source>Width of the head&apos;s hidden layers. 0 takes the dimension of h.</source>
        <translation>Breite der verdeckten Schichten des Kopfes. 0 nimmt die Dimension von h.</translation>
    </message>
    <message>
        <source>Output dimension</source>
        <translation>Ausgabedimension</translation>
    </message>
    <message>
        <source>Dimension of z, on which the loss is computed.</source>
        <translation>Dimension von z, auf dem der Verlust berechnet wird.</translation>
    </message>
    <message>
        <source>Batch-norm</source>
        <translation>Batch-Norm</translation>
    </message>
    <message>
        <source>paper: after every layer, the last without offset. hidden: after hidden layers only. none: biases instead.</source>
        <translation>paper: nach jeder Schicht, die letzte ohne Versatz. hidden: nur nach verdeckten Schichten. none: stattdessen Bias-Werte.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Zielfunktion</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Temperature τ</source>
        <translation>Temperatur τ</translation>
    </message>
    <message>
        <source>Divides the similarities. Low values make the loss look at the hardest negatives only.</source>
        <translation>Teilt die Ähnlichkeiten. Bei kleinen Werten sieht der Verlust nur die schwersten Negativen.</translation>
    </message>
    <message>
        <source>Cosine similarity</source>
        <translation>Kosinus-Ähnlichkeit</translation>
    </message>
    <message>
        <source>Brings z to unit length first. Without it, the similarity is the plain dot product.</source>
        <translation>Bringt z zuerst auf die Länge eins. Ohne dies ist die Ähnlichkeit das bloße Skalarprodukt.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Base rate; scaling turns it into the peak rate. LARS wants about ten times the rate of SGD.</source>
        <translation>Grundrate; die Skalierung macht daraus die Spitzenrate. LARS braucht etwa das Zehnfache der Rate von SGD.</translation>
    </message>
    <message>
        <source>Rate scaling</source>
        <translation>Skalierung der Rate</translation>
    </message>
    <message>
        <source>Peak rate for batch size B: linear is rate × B/256, sqrt is rate × √B, none is the rate itself.</source>
        <translation>Spitzenrate bei Batchgröße B: linear ist Rate × B/256, sqrt ist Rate × √B, none ist die Rate selbst.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Share of the last step&apos;s direction that is kept.</source>
        <translation>Anteil der letzten Schrittrichtung, der erhalten bleibt.</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov-Momentum</translation>
    </message>
    <message>
        <source>Looks one step ahead when applying momentum.</source>
        <translation>Blickt beim Momentum einen Schritt voraus.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Pulls weights toward zero. Batch-norm parameters and biases are left out.</source>
        <translation>Zieht Gewichte gegen null. Batch-Norm-Parameter und Bias-Werte sind ausgenommen.</translation>
    </message>
    <message>
        <source>LARS trust coefficient η</source>
        <translation>LARS-Vertrauenskoeffizient η</translation>
    </message>
    <message>
        <source>Scales the layer-wise rate ‖w‖/‖g‖ of LARS; the paper&apos;s value is 0.001.</source>
        <translation>Skaliert die schichtweise Rate ‖w‖/‖g‖ von LARS; der Wert des Papers ist 0,001.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the training images.</source>
        <translation>Durchgänge durch die Trainingsbilder.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Images per step, N. Each view is contrasted with 2N − 2 negatives.</source>
        <translation>Bilder je Schritt, N. Jede Ansicht wird gegen 2N − 2 Negative gestellt.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>The rate rises linearly from 0 for so long, then falls to 0 along a cosine.</source>
        <translation>So lange steigt die Rate linear von 0, dann fällt sie entlang eines Kosinus auf 0.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Fixes every random choice: same settings, images and seed give the same run.</source>
        <translation>Legt jede Zufallswahl fest: Gleiche Einstellungen, Bilder und gleicher Startwert ergeben denselben Lauf.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one.</source>
        <translation>auto nimmt eine GPU, wo es eine gibt.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Arithmetic of the network. bf16 and fp16 halve its memory and are faster where the device has instructions for them; fp16 needs a GPU. Weights, batch-norm statistics and the loss are fp32 under all.</source>
        <translation>Zahlenformat des Netzes. bf16 und fp16 halbieren seinen Speicherbedarf und sind schneller, wo das Gerät Befehle dafür hat; fp16 braucht eine GPU. Gewichte, Batch-Norm-Statistik und Verlust sind immer fp32.</translation>
    </message>
    <message>
        <source>Recompute</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <source>blocks keeps only what enters each encoder block and computes the block again on the way back: far less memory, a third more time, the same result.</source>
        <translation>blocks behält nur die Eingabe jedes Encoder-Blocks und berechnet den Block auf dem Rückweg noch einmal: viel weniger Speicher, ein Drittel mehr Zeit, dasselbe Ergebnis.</translation>
    </message>
    <message>
        <source>Chunk size</source>
        <translation>Teilgröße</translation>
    </message>
    <message>
        <source>Images that pass the network at a time (gradient caching), for batches beyond memory. All of the batch is still contrasted, but batch-norm sees one chunk only. 0 takes the whole batch.</source>
        <translation>Bilder, die zugleich durch das Netz gehen (Gradient Caching), für Batches, die nicht in den Speicher passen. Verglichen wird weiterhin der ganze Batch, doch die Batch-Norm sieht nur einen Teil. 0 nimmt den ganzen Batch.</translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation>Threads der Engine</translation>
    </message>
    <message>
        <source>Threads that compute, over all ranks of a machine. 0 takes every core.</source>
        <translation>Threads, die rechnen, über alle Ränge eines Rechners. 0 nimmt jeden Kern.</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Loader threads</source>
        <translation>Lade-Threads</translation>
    </message>
    <message>
        <source>Threads that make views. Their number never changes the views. 0 chooses.</source>
        <translation>Threads, die Ansichten erzeugen. Ihre Zahl ändert die Ansichten nie. 0 wählt selbst.</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Checkpoint alle</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>Auswerten alle</translation>
    </message>
    <message>
        <source>Epochs between kNN evaluations. The last epoch always is evaluated; 0 evaluates only then.</source>
        <translation>Epochen zwischen kNN-Auswertungen. Die letzte Epoche wird immer ausgewertet; bei 0 nur sie.</translation>
    </message>
    <message>
        <source>Neighbors k</source>
        <translation>Nachbarn k</translation>
    </message>
    <message>
        <source>Nearest training images, by cosine of h, that vote on a test image.</source>
        <translation>Nächste Trainingsbilder nach dem Kosinus von h, die über ein Testbild abstimmen.</translation>
    </message>
    <message>
        <source>kNN temperature</source>
        <translation>kNN-Temperatur</translation>
    </message>
    <message>
        <source>A neighbor votes with weight exp(cosine / temperature).</source>
        <translation>Ein Nachbar stimmt mit dem Gewicht exp(Kosinus / Temperatur).</translation>
    </message>
    <message>
        <source>Bank limit</source>
        <translation>Höchstzahl der Bank</translation>
    </message>
    <message>
        <source>At most this many training images serve as neighbors, drawn by seed. 0 uses all.</source>
        <translation>Höchstens so viele Trainingsbilder dienen als Nachbarn, nach Startwert gezogen. 0 nimmt alle.</translation>
    </message>
    <message>
        <source>How the two views of an image are made: SimCLR&apos;s recipes for CIFAR and ImageNet, its broader set, MoCo v2&apos;s, crops and flips alone, or a recipe for the sample set Shapes.</source>
        <translation>Wie die zwei Ansichten eines Bildes entstehen: SimCLRs Rezepte für CIFAR und ImageNet, seine erweiterte Auswahl, das von MoCo v2, nur Ausschnitte und Spiegelungen oder ein Rezept für den Beispielsatz Shapes.</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>The contrastive loss over the 2N views of a batch: NT-Xent; NT-Logistic and the margin triplet, with which the paper compares it; decoupled contrastive losses, which suit small batches.</source>
        <translation>Der kontrastive Verlust über die 2N Ansichten eines Batches: NT-Xent; NT-Logistic und Margin-Triplet, mit denen das Paper ihn vergleicht; entkoppelte kontrastive Verluste, die zu kleinen Batches passen.</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>Negative</translation>
    </message>
    <message>
        <source>semi-hard keeps only those that are less similar than the positive, by less than the margin.</source>
        <translation>semi-hard behält nur jene, die dem Anker weniger ähnlich sind als das Positive, aber um weniger als den Abstand.</translation>
    </message>
    <message>
        <source>For the margin loss, and for what counts as semi-hard, in units of similarity. The paper tried 0, 0.4, 0.8 and 1.6.</source>
        <translation>Für den Margin-Verlust und dafür, was als semi-hard gilt, in Einheiten der Ähnlichkeit. Das Paper probierte 0, 0,4, 0,8 und 1,6.</translation>
    </message>
    <message>
        <source>DCLW σ</source>
        <translation>DCLW σ</translation>
    </message>
    <message>
        <source>For dclw only: how sharply pairs that lie far apart weigh more.</source>
        <translation>Nur für dclw: wie stark weit auseinander liegende Paare schwerer wiegen.</translation>
    </message>
    <message>
        <source>lars adapts the rate layer by layer and is made for large batches: the authors&apos; rule, lars-torch and lars-clip as PyTorch projects have it. sgd suits batches up to a few hundred; adamw wants rates near 0.001.</source>
        <translation>lars passt die Lernrate Schicht für Schicht an und ist für große Batches gemacht: die Regel der Autoren, lars-torch und lars-clip wie in PyTorch-Projekten. sgd passt zu Batches bis zu einigen Hundert; adamw braucht Raten um 0,001.</translation>
    </message>
    <message>
        <source>AdamW β₂</source>
        <translation>AdamW β₂</translation>
    </message>
    <message>
        <source>For adamw only: how slowly its estimate of squared gradients follows. Its β₁ is the momentum.</source>
        <translation>Nur für adamw: wie langsam die Schätzung der quadrierten Gradienten folgt. β₁ ist das Momentum.</translation>
    </message>
    <message>
        <source>Batch-norm group</source>
        <translation>Batch-Norm-Gruppe</translation>
    </message>
    <message>
        <source>With several ranks: so many neighbors share the moments of batch-norm. 0 is all, as in the paper; 1 leaves every rank to itself, which leaks information.</source>
        <translation>Bei mehreren Rängen: So viele Nachbarn teilen die Momente der Batch-Norm. 0 sind alle, wie im Paper; 1 lässt jeden Rang für sich, was Information durchsickern lässt.</translation>
    </message>
    <message>
        <source>ranks</source>
        <translation>Ränge</translation>
    </message>
    <message>
        <source>Rank time limit</source>
        <translation>Zeitgrenze für Ränge</translation>
    </message>
    <message>
        <source>With several ranks: one that does not answer for so long is lost, and the run ends with a message that names it.</source>
        <translation>Bei mehreren Rängen: Wer so lange nicht antwortet, ist verloren, und der Lauf endet mit einer Meldung, die ihn nennt.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Stored embeddings</source>
        <translation>Gespeicherte Einbettungen</translation>
    </message>
    <message>
        <source>So many training images, drawn evenly over the classes, have their h and z stored before training and with each evaluation, for the map of embeddings and its replay. 0 stores none.</source>
        <translation>Von so vielen Trainingsbildern, gleichmäßig über die Klassen gezogen, werden h und z vor dem Training und mit jeder Auswertung gespeichert, für die Karte der Einbettungen und ihre Wiedergabe. 0 speichert keine.</translation>
    </message>
    <message>
        <source>Online probe</source>
        <translation>Mitlaufende Probe</translation>
    </message>
    <message>
        <source>Trains a linear classifier along on the features, where there are labels. Nothing flows back: the encoder learns the same with and without it.</source>
        <translation>Trainiert einen linearen Klassifikator auf den Merkmalen mit, wo es Labels gibt. Nichts fließt zurück: Der Encoder lernt mit und ohne ihn dasselbe.</translation>
    </message>
    <message>
        <source>Evaluation on labels</source>
        <translation>Auswertung mit Labels</translation>
    </message>
    <message>
        <source>Probe epochs</source>
        <translation>Epochen der Probe</translation>
    </message>
    <message>
        <source>Passes over the labeled images when a finished run is evaluated. 0 takes the protocol&apos;s: 90 for a linear probe, 60 or 30 for fine-tuning, 100 for the supervised baseline.</source>
        <translation>Durchgänge durch die Bilder mit Label, wenn ein fertiger Lauf ausgewertet wird. 0 nimmt die des Protokolls: 90 für eine lineare Probe, 60 oder 30 für Feinabstimmung, 100 für den überwachten Vergleich.</translation>
    </message>
    <message>
        <source>Probe batch size</source>
        <translation>Batchgröße der Probe</translation>
    </message>
    <message>
        <source>Labeled images per step, at most as many as there are.</source>
        <translation>Bilder mit Label je Schritt, höchstens so viele, wie es gibt.</translation>
    </message>
    <message>
        <source>Probe learning rate</source>
        <translation>Lernrate der Probe</translation>
    </message>
    <message>
        <source>Multiplied by batch/256, falls to 0 along a cosine. 0 takes the protocol&apos;s: 0.1, or 0.05 for fine-tuning.</source>
        <translation>Wird mit Batch/256 multipliziert und fällt entlang eines Kosinus auf 0. 0 nimmt die des Protokolls: 0,1, für Feinabstimmung 0,05.</translation>
    </message>
    <message>
        <source>Probe weight decay</source>
        <translation>Gewichtsabnahme der Probe</translation>
    </message>
    <message>
        <source>Pulls weights toward 0 while a classifier is trained; the paper&apos;s protocols use none.</source>
        <translation>Zieht Gewichte zur 0, während ein Klassifikator trainiert wird; die Protokolle des Papers verwenden keine.</translation>
    </message>
    <message>
        <source>Share of labels</source>
        <translation>Anteil der Labels</translation>
    </message>
    <message>
        <source>Part of the training images whose labels are used, drawn evenly over the classes. The paper fine-tunes on 0.01 and 0.1.</source>
        <translation>Teil der Trainingsbilder, deren Labels verwendet werden, gleichmäßig über die Klassen gezogen. Das Paper nimmt zur Feinabstimmung 0,01 und 0,1.</translation>
    </message>
    <message>
        <source>Probe seed</source>
        <translation>Startwert der Probe</translation>
    </message>
    <message>
        <source>Fixes order, crops and choice of labels of an evaluation.</source>
        <translation>Legt Reihenfolge, Ausschnitte und Auswahl der Labels einer Auswertung fest.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>How many neighbors a point holds on to, roughly. Small values show fine structure, large ones the whole. At most a third of the other points.</source>
        <translation>An wie vielen Nachbarn ein Punkt ungefähr festhält. Kleine Werte zeigen feine Strukturen, große das Ganze. Höchstens ein Drittel der anderen Punkte.</translation>
    </message>
    <message>
        <source>Exaggeration</source>
        <translation>Übertreibung</translation>
    </message>
    <message>
        <source>Factor of the attraction at first, while clusters find each other.</source>
        <translation>Faktor der Anziehung am Anfang, solange die Gruppen zueinanderfinden.</translation>
    </message>
    <message>
        <source>Exaggerated iterations</source>
        <translation>Übertriebene Iterationen</translation>
    </message>
    <message>
        <source>How long the attraction is exaggerated.</source>
        <translation>Wie lange die Anziehung übertrieben wird.</translation>
    </message>
    <message>
        <source>Momentum at first</source>
        <translation>Anfängliches Momentum</translation>
    </message>
    <message>
        <source>Momentum of the exaggerated iterations.</source>
        <translation>Momentum der übertriebenen Iterationen.</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>Steps in all, the exaggerated ones included.</source>
        <translation>Alle Schritte, die übertriebenen eingeschlossen.</translation>
    </message>
    <message>
        <source>Momentum of the other iterations.</source>
        <translation>Momentum der übrigen Iterationen.</translation>
    </message>
    <message>
        <source>Step size. 0 stands for a twelfth of the number of points, but at least 200.</source>
        <translation>Schrittweite. 0 steht für ein Zwölftel der Punktzahl, mindestens aber 200.</translation>
    </message>
    <message>
        <source>Of the slight disorder that the start from principal components gets. The same seed gives the same layout to the last bit, with any number of threads.</source>
        <translation>Für die kleine Unordnung, die der Anfang aus Hauptkomponenten bekommt. Derselbe Startwert gibt bis aufs letzte Bit dieselbe Karte, mit beliebig vielen Threads.</translation>
    </message>
    <message>
        <source>Repulsion</source>
        <translation>Abstoßung</translation>
    </message>
    <message>
        <source>exact takes every pair, grid approximates by Fourier transforms, auto takes what is quicker for the number of points.</source>
        <translation>exact rechnet jedes Paar, grid nähert durch Fouriertransformationen, auto nimmt, was für die Punktzahl schneller ist.</translation>
    </message>
    <message>
        <source>Nothing is held out where test images are given.</source>
        <translation>Wo Testbilder angegeben sind, wird nichts zurückgehalten.</translation>
    </message>
    <message>
        <source>An own pipeline is given, which replaces the preset.</source>
        <translation>Eine eigene Pipeline ist angegeben; sie ersetzt die Vorlage.</translation>
    </message>
    <message>
        <source>An own pipeline is given; the strength is that of a preset.</source>
        <translation>Eine eigene Pipeline ist angegeben; die Stärke gehört zu einer Vorlage.</translation>
    </message>
    <message>
        <source>A head of fewer than two layers has none that is hidden.</source>
        <translation>Ein Kopf mit weniger als zwei Schichten hat keine verdeckte.</translation>
    </message>
    <message>
        <source>Without a head the loss is computed on h itself.</source>
        <translation>Ohne Kopf wird der Verlust auf h selbst berechnet.</translation>
    </message>
    <message>
        <source>The margin loss compares similarities without a temperature.</source>
        <translation>Der Margin-Verlust vergleicht Ähnlichkeiten ohne Temperatur.</translation>
    </message>
    <message>
        <source>Only the margin loss and semi-hard negatives have a margin.</source>
        <translation>Nur der Margin-Verlust und semi-hard-Negative haben eine Margin.</translation>
    </message>
    <message>
        <source>Only the loss dclw weighs its pairs.</source>
        <translation>Nur der Verlust dclw gewichtet seine Paare.</translation>
    </message>
    <message>
        <source>AdamW has no Nesterov momentum.</source>
        <translation>AdamW hat kein Nesterov-Momentum.</translation>
    </message>
    <message>
        <source>Only LARS adapts the rate layer by layer.</source>
        <translation>Nur LARS passt die Rate Schicht für Schicht an.</translation>
    </message>
    <message>
        <source>Only AdamW estimates squared gradients.</source>
        <translation>Nur AdamW schätzt quadrierte Gradienten.</translation>
    </message>
    <message>
        <source>Epochs between checkpoints. One is written at the end, at the best kNN accuracy so far, and when a run is stopped, too.</source>
        <translation>Epochen zwischen Checkpoints. Auch am Ende, bei der bisher besten kNN-Genauigkeit und beim Anhalten eines Laufs wird einer geschrieben.</translation>
    </message>
</context>
<context>
    <name>StartOptions</name>
    <message>
        <source>Show this page first: %1.</source>
        <translation>Diese Seite zuerst zeigen: %1.</translation>
    </message>
    <message>
        <source>Colors for this time: light, dark or system.</source>
        <translation>Farben für dieses Mal: light, dark oder system.</translation>
    </message>
    <message>
        <source>Forget size and arrangement of the window.</source>
        <translation>Größe und Aufteilung des Fensters vergessen.</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>Die Version ausgeben.</translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation>Diese Hilfe ausgeben.</translation>
    </message>
    <message>
        <source>Desktop workbench for contrastive representation learning.</source>
        <translation>Werkbank für kontrastives Repräsentationslernen.</translation>
    </message>
    <message>
        <source>Folder of the project to open.</source>
        <translation>Ordner des Projekts, das geöffnet werden soll.</translation>
    </message>
    <message>
        <source>Only one project can be opened: %1 is one too many.</source>
        <translation>Nur ein Projekt kann geöffnet werden: %1 ist eines zu viel.</translation>
    </message>
    <message>
        <source>There is no page named %1; known are %2.</source>
        <translation>Es gibt keine Seite namens %1; bekannt sind %2.</translation>
    </message>
    <message>
        <source>There is no theme named %1; known are light, dark and system.</source>
        <translation>Es gibt kein Farbschema namens %1; bekannt sind light, dark und system.</translation>
    </message>
</context>
<context>
    <name>SweepPresets</name>
    <message>
        <source>Temperature × batch size</source>
        <translation>Temperatur × Batchgröße</translation>
    </message>
    <message>
        <source>Three temperatures by three batch sizes, the first thing to look at on a new set of images: a larger batch gives more negatives, a lower temperature looks at the hardest of them.</source>
        <translation>Drei Temperaturen mal drei Batchgrößen, das Erste, was man sich bei neuen Bildern ansieht: Ein größerer Batch gibt mehr Negative, eine niedrigere Temperatur sieht auf die schwersten davon.</translation>
    </message>
    <message>
        <source>Temperature, as in the paper (Table 5)</source>
        <translation>Temperatur, wie im Paper (Tabelle 5)</translation>
    </message>
    <message>
        <source>Cosine similarity at four temperatures and the plain dot product at two, beside the paper&apos;s numbers.</source>
        <translation>Kosinus-Ähnlichkeit bei vier Temperaturen und das bloße Skalarprodukt bei zweien, neben den Zahlen des Papers.</translation>
    </message>
    <message>
        <source>Batch size × epochs, as in the paper (Table B.1, Figure 9)</source>
        <translation>Batchgröße × Epochen, wie im Paper (Tabelle B.1, Abbildung 9)</translation>
    </message>
    <message>
        <source>Six batch sizes by four lengths of training, beside the paper&apos;s numbers. Whole it is work for many GPUs: take away what does not fit.</source>
        <translation>Sechs Batchgrößen mal vier Trainingslängen, neben den Zahlen des Papers. Ganz ist das Arbeit für viele GPUs: Nehmen Sie weg, was nicht passt.</translation>
    </message>
    <message>
        <source>ImageNet, ResNet-50, batch 4096, 100 epochs; top-1 of a linear classifier.</source>
        <translation>ImageNet, ResNet-50, Batch 4096, 100 Epochen; Top-1 eines linearen Klassifikators.</translation>
    </message>
    <message>
        <source>ImageNet, ResNet-50; top-1 of a linear classifier, one run each.</source>
        <translation>ImageNet, ResNet-50; Top-1 eines linearen Klassifikators, je ein Lauf.</translation>
    </message>
</context>
<context>
    <name>SweepText</name>
    <message>
        <source>Missing</source>
        <comment>state of a cell</comment>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>state of a cell</comment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>state of a cell</comment>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a cell</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a cell</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <comment>state of a cell</comment>
        <translation>Früh angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>state of a cell</comment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a cell</comment>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>state of a cell</comment>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Removed</source>
        <comment>state of a cell</comment>
        <translation>Herausgenommen</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a sweep</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>state of a sweep</comment>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Budget used up</source>
        <comment>state of a sweep</comment>
        <translation>Budget verbraucht</translation>
    </message>
    <message>
        <source>Has holes</source>
        <comment>state of a sweep</comment>
        <translation>Hat Lücken</translation>
    </message>
    <message>
        <source>Complete</source>
        <comment>state of a sweep</comment>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Grid: every combination</source>
        <translation>Raster: jede Kombination</translation>
    </message>
    <message>
        <source>Random search</source>
        <translation>Zufallssuche</translation>
    </message>
    <message>
        <source>TPE: learns where to look</source>
        <translation>TPE: lernt, wo zu suchen ist</translation>
    </message>
    <message>
        <source>None: every run trains to its end</source>
        <translation>Keine: Jeder Lauf trainiert bis zum Ende</translation>
    </message>
    <message>
        <source>ASHA: only the best part goes on at each rung</source>
        <translation>ASHA: Nur der beste Teil geht auf jeder Stufe weiter</translation>
    </message>
    <message>
        <source>Median: what is worse than half of the others stops</source>
        <translation>Median: Was schlechter ist als die Hälfte der anderen, hält an</translation>
    </message>
    <message>
        <source>last</source>
        <comment>which value of a series</comment>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>best</source>
        <comment>which value of a series</comment>
        <translation>Bestwert</translation>
    </message>
    <message>
        <source>at the best kNN</source>
        <comment>which value of a series</comment>
        <translation>bei bester kNN</translation>
    </message>
    <message>
        <source>mean of the last 3</source>
        <comment>which value of a series</comment>
        <translation>Mittel der letzten 3</translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Genauigkeit</translation>
    </message>
    <message>
        <source>Online linear accuracy</source>
        <translation>Mitlaufende lineare Genauigkeit</translation>
    </message>
    <message>
        <source>Loss of a step</source>
        <translation>Verlust eines Schritts</translation>
    </message>
    <message>
        <source>Loss of an epoch</source>
        <translation>Verlust einer Epoche</translation>
    </message>
    <message>
        <source>Contrastive accuracy</source>
        <translation>Kontrastive Genauigkeit</translation>
    </message>
    <message>
        <source>Effective rank of h</source>
        <translation>Effektiver Rang von h</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a series, which value of it</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>%1 ± %2 %</source>
        <translation>%1 ± %2 %</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of an axis, its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln run(s) done</source>
        <translation>
            <numerusform>%L1 von %Ln Lauf fertig</numerusform>
            <numerusform>%L1 von %Ln Läufen fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln läuft</numerusform>
            <numerusform>%Ln laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln wartet</numerusform>
            <numerusform>%Ln warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hole(s)</source>
        <translation>
            <numerusform>%Ln Lücke</numerusform>
            <numerusform>%Ln Lücken</numerusform>
        </translation>
    </message>
    <message>
        <source>linear (rate × B/256)</source>
        <translation>linear (Rate × B/256)</translation>
    </message>
    <message>
        <source>with the root (rate × √B)</source>
        <translation>mit der Wurzel (Rate × √B)</translation>
    </message>
    <message>
        <source>none (the rate itself)</source>
        <translation>nicht (die Rate selbst)</translation>
    </message>
</context>
<context>
    <name>tandem::AddValuesDialog</name>
    <message>
        <source>Add values</source>
        <translation>Werte hinzufügen</translation>
    </message>
    <message>
        <source>Values, separated by commas</source>
        <translation>Werte, mit Komma getrennt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Axis</source>
        <translation>&amp;Achse</translation>
    </message>
    <message>
        <source>It has</source>
        <translation>Sie hat</translation>
    </message>
    <message>
        <source>&amp;More values</source>
        <translation>&amp;Weitere Werte</translation>
    </message>
    <message>
        <source>All of these are there already.</source>
        <translation>Sie sind alle schon da.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more run(s).</source>
        <translation>
            <numerusform>%Ln weiterer Lauf.</numerusform>
            <numerusform>%Ln weitere Läufe.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trials that are drawn from now on may take them.</source>
        <translation>Versuche, die ab jetzt gezogen werden, können sie nehmen.</translation>
    </message>
</context>
<context>
    <name>tandem::AlignmentPlane</name>
    <message>
        <source>Alignment and uniformity</source>
        <translation>Ausrichtung und Gleichverteilung</translation>
    </message>
    <message numerus="yes">
        <source>%1: uniformity %2, alignment %3 after %n evaluation(s)</source>
        <translation>
            <numerusform>%1: Gleichverteilung %2, Ausrichtung %3 nach %n Auswertung</numerusform>
            <numerusform>%1: Gleichverteilung %2, Ausrichtung %3 nach %n Auswertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, step %2: uniformity %3, alignment %4</source>
        <translation>%1, Schritt %2: Gleichverteilung %3, Ausrichtung %4</translation>
    </message>
    <message>
        <source>Uniformity: left spreads out</source>
        <translation>Gleichverteilung: links weiter verteilt</translation>
    </message>
    <message>
        <source>Alignment: down is closer</source>
        <translation>Ausrichtung: unten näher</translation>
    </message>
</context>
<context>
    <name>tandem::AugmentPage</name>
    <message>
        <source>Augment</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Start run with this &amp;pipeline…</source>
        <translation>Lauf mit dieser &amp;Pipeline starten…</translation>
    </message>
    <message>
        <source>Show a pair of a pa&amp;st run…</source>
        <translation>Paar eines &amp;früheren Laufs zeigen…</translation>
    </message>
    <message>
        <source>Design the views</source>
        <translation>Die Ansichten gestalten</translation>
    </message>
    <message>
        <source>Two views of one image shall look alike to the encoder. Here you choose how views are made and see at once what comes of it, on your own images. Choose images first.</source>
        <translation>Zwei Ansichten eines Bildes sollen für den Encoder gleich aussehen. Hier legen Sie fest, wie Ansichten entstehen, und sehen an Ihren eigenen Bildern sofort, was daraus wird. Wählen Sie zuerst Bilder.</translation>
    </message>
    <message>
        <source>Choose images</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Opening the images…</source>
        <translation>Die Bilder werden geöffnet…</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message numerus="yes">
        <source>%1 µs a view: %n loader thread(s) make about %2 views/s.</source>
        <translation>
            <numerusform>%1 µs je Ansicht: %n Lader-Thread macht etwa %2 Ansichten/s.</numerusform>
            <numerusform>%1 µs je Ansicht: %n Lader-Threads machen etwa %2 Ansichten/s.</numerusform>
        </translation>
    </message>
    <message>
        <source>This project has no runs yet.</source>
        <translation>Dieses Projekt hat noch keine Läufe.</translation>
    </message>
    <message>
        <source>What the middle shows</source>
        <translation>Was die Mitte zeigt</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Invariance</source>
        <translation>Invarianz</translation>
    </message>
    <message>
        <source>Composition st&amp;udy…</source>
        <translation>Kompositionsst&amp;udie…</translation>
    </message>
    <message>
        <source>%1 µs a view on the processor. In training the device renders: the loader only draws.</source>
        <translation>%1 µs je Ansicht auf dem Prozessor. Im Training rechnet das Gerät die Ansichten: Der Lader zieht nur die Parameter.</translation>
    </message>
    <message>
        <source>One view</source>
        <translation>Eine Ansicht</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>Auswirkungen</translation>
    </message>
</context>
<context>
    <name>tandem::AxisEditor</name>
    <message>
        <source>Values, with commas between them</source>
        <translation>Werte, mit Komma getrennt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Zahl der Punkte</translation>
    </message>
    <message>
        <source>points</source>
        <comment>after a number</comment>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Setting that varies</source>
        <translation>Einstellung, die sich ändert</translation>
    </message>
    <message>
        <source>How its values are given</source>
        <translation>Wie ihre Werte angegeben werden</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>from–to, equal steps</source>
        <translation>von–bis, gleiche Schritte</translation>
    </message>
    <message>
        <source>from–to, equal factors</source>
        <translation>von–bis, gleiche Faktoren</translation>
    </message>
    <message>
        <source>for example 0.1, 0.5, 1</source>
        <translation>zum Beispiel 0.1, 0.5, 1</translation>
    </message>
    <message>
        <source>Points of the axis</source>
        <translation>Punkte der Achse</translation>
    </message>
    <message>
        <source>Take this axis away</source>
        <translation>Diese Achse wegnehmen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>section of settings, a setting</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tandem::BestSoFar</name>
    <message>
        <source>Best result so far</source>
        <translation>Bestes Ergebnis bisher</translation>
    </message>
    <message>
        <source>No run has ended yet.</source>
        <translation>Noch kein Lauf ist zu Ende.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s); the best, %1, is %2</source>
        <translation>
            <numerusform>%Ln Lauf; der beste Wert, %1, ist von %2</numerusform>
            <numerusform>%Ln Läufe; der beste Wert, %1, ist von %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Here the best result so far will rise, once runs of the sweep have ended.</source>
        <translation>Hier wird das beste Ergebnis steigen, sobald Läufe der Reihe zu Ende sind.</translation>
    </message>
    <message>
        <source>runs in the order of their ends</source>
        <translation>Läufe in der Reihenfolge ihres Endes</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a run, its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tandem::BudgetDialog</name>
    <message>
        <source>Budget of the sweep</source>
        <translation>Budget der Reihe</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source>What is at work when a limit is reached goes on to its end; nothing further begins.</source>
        <translation>Was beim Erreichen einer Grenze läuft, geht zu Ende; nichts weiter beginnt.</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>&amp;Läufe</translation>
    </message>
    <message>
        <source>&amp;Hours of training</source>
        <translation>&amp;Stunden Training</translation>
    </message>
</context>
<context>
    <name>tandem::CellPanel</name>
    <message>
        <source>&amp;Open the runs</source>
        <translation>Läufe ö&amp;ffnen</translation>
    </message>
    <message>
        <source>The chosen cell</source>
        <translation>Die gewählte Zelle</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Runs of the cell</source>
        <translation>Läufe der Zelle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is measured, its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>Noch kein Ergebnis.</translation>
    </message>
</context>
<context>
    <name>tandem::CellsModel</name>
    <message>
        <source>Stopped at epoch %L1: kNN %2 where %3 was needed.</source>
        <translation>Angehalten bei Epoche %L1: kNN %2, nötig war %3.</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <comment>seeds that are done, all of them</comment>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>Mean over the seeds, with its 95 % interval where there are several</source>
        <translation>Mittel über die Startwerte, bei mehreren mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>tandem::ChangesView</name>
    <message>
        <source>own pipeline</source>
        <translation>eigene Pipeline</translation>
    </message>
    <message>
        <source>Only &amp;differences</source>
        <translation>Nur &amp;Unterschiede</translation>
    </message>
    <message>
        <source>What sets the runs apart</source>
        <translation>Was die Läufe unterscheidet</translation>
    </message>
    <message>
        <source>Most likely cause first; the reason stands with each group.</source>
        <translation>Die wahrscheinlichste Ursache zuerst; der Grund steht bei jeder Gruppe.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>The runs have the same settings, images and program.</source>
        <translation>Die Läufe haben dieselben Einstellungen, Bilder und Programme.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: a group of settings, %2: why it stands where it does</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, differs from %2</source>
        <translation>%1, anders als %2</translation>
    </message>
    <message>
        <source>An operation of the pipeline</source>
        <translation>Eine Operation der Pipeline</translation>
    </message>
    <message>
        <source>%1, content %2</source>
        <translation>%1, Inhalt %2</translation>
    </message>
    <message>
        <source>Images trained on</source>
        <translation>Bilder zum Training</translation>
    </message>
    <message>
        <source>How many there were, and a mark of their content.</source>
        <translation>Wie viele es waren und ein Kennzeichen ihres Inhalts.</translation>
    </message>
    <message>
        <source>Images tested on</source>
        <translation>Bilder zum Test</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Version of the program that trained.</source>
        <translation>Version des Programms, das trainiert hat.</translation>
    </message>
</context>
<context>
    <name>tandem::ChartCard</name>
    <message>
        <source>What can be done with this chart (Menu key)</source>
        <translation>Was mit diesem Diagramm möglich ist (Menütaste)</translation>
    </message>
    <message>
        <source>Menu of the chart %1</source>
        <translation>Menü des Diagramms %1</translation>
    </message>
    <message>
        <source>&amp;Choose what it shows…</source>
        <translation>&amp;Wählen, was es zeigt…</translation>
    </message>
    <message>
        <source>Show as &amp;table</source>
        <translation>Als &amp;Tabelle zeigen</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>Taller</source>
        <translation>Höher</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>Niedriger</translation>
    </message>
    <message>
        <source>Move &amp;earlier</source>
        <translation>Nach &amp;vorn</translation>
    </message>
    <message>
        <source>Move &amp;later</source>
        <translation>Nach &amp;hinten</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern…</translation>
    </message>
    <message>
        <source>Copy pi&amp;cture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Save &amp;visible points…</source>
        <translation>&amp;Sichtbare Punkte speichern…</translation>
    </message>
    <message>
        <source>Save &amp;all points…</source>
        <translation>&amp;Alle Punkte speichern…</translation>
    </message>
    <message>
        <source>&amp;Remove chart</source>
        <translation>Diagramm &amp;entfernen</translation>
    </message>
</context>
<context>
    <name>tandem::ChartEditor</name>
    <message>
        <source>What the chart shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
    <message>
        <source>Tick one series or several, or one kind of vector.</source>
        <translation>Eine oder mehrere Messreihen anhaken, oder eine Art von Vektor.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Series and vectors</source>
        <translation>Messreihen und Vektoren</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Vectors of the evaluations</source>
        <translation>Vektoren der Auswertungen</translation>
    </message>
</context>
<context>
    <name>tandem::ChartTools</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Images seen</source>
        <translation>Gesehene Bilder</translation>
    </message>
    <message>
        <source>Time of training</source>
        <translation>Trainingszeit</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation>Was die waagrechte Achse zählt</translation>
    </message>
    <message>
        <source>What the horizontal axis counts. Images seen compares batch sizes fairly; time of training leaves out pauses.</source>
        <translation>Was die waagrechte Achse zählt. Gesehene Bilder vergleicht Batchgrößen gerecht; Trainingszeit lässt Pausen aus.</translation>
    </message>
    <message>
        <source>log</source>
        <comment>button: logarithmic horizontal axis</comment>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>Waagrechte Achse logarithmisch</translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>Nicht geglättet</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>Gleitendes Mittel</translation>
    </message>
    <message>
        <source>Centred mean</source>
        <translation>Zentriertes Mittel</translation>
    </message>
    <message>
        <source>Centred median</source>
        <translation>Zentrierter Median</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smooths the curves of single steps; the measured values stay visible behind. The moving average is TensorBoard&apos;s, with its weights.</source>
        <translation>Glättet die Kurven einzelner Schritte; die gemessenen Werte bleiben dahinter sichtbar. Das gleitende Mittel ist das von TensorBoard, mit dessen Gewichten.</translation>
    </message>
    <message>
        <source>Strength of smoothing</source>
        <translation>Stärke der Glättung</translation>
    </message>
    <message>
        <source>Weight of what came before, from 0 to 0.999</source>
        <translation>Gewicht dessen, was davor kam, von 0 bis 0,999</translation>
    </message>
    <message>
        <source>Points that are taken together, from 3 to 999</source>
        <translation>Zusammengefasste Punkte, von 3 bis 999</translation>
    </message>
    <message>
        <source>± seeds</source>
        <translation>± Startwerte</translation>
    </message>
    <message>
        <source>Mean and standard deviation over runs that differ in their seed alone</source>
        <translation>Mittel und Standardabweichung über Läufe, die sich nur im Startwert unterscheiden</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>Ansicht zurück</translation>
    </message>
    <message>
        <source>Back to the view before (Alt+Left, Ctrl+Z in a chart)</source>
        <translation>Zurück zur vorigen Ansicht (Alt+Links, Strg+Z in einem Diagramm)</translation>
    </message>
    <message>
        <source>Zoom forward</source>
        <translation>Ansicht vor</translation>
    </message>
    <message>
        <source>Forward again (Alt+Right in a chart)</source>
        <translation>Wieder vor (Alt+Rechts in einem Diagramm)</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Shows whole runs again and follows them (double-click in a chart, or 0)</source>
        <translation>Zeigt wieder ganze Läufe und folgt ihnen (Doppelklick in einem Diagramm, oder 0)</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Table of the values at the cursor, or at both edges of a range (Shift+drag in a chart, or A and B)</source>
        <translation>Tabelle der Werte am Cursor, oder an beiden Enden eines Bereichs (Umschalt+Ziehen in einem Diagramm, oder A und B)</translation>
    </message>
    <message>
        <source>Add a chart</source>
        <translation>Diagramm hinzufügen</translation>
    </message>
    <message>
        <source>Add a chart of any series or vector that was measured</source>
        <translation>Ein Diagramm beliebiger Messreihen oder Vektoren hinzufügen</translation>
    </message>
    <message>
        <source>Arrangement of the charts</source>
        <translation>Anordnung der Diagramme</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation>So viele wie passen</translation>
    </message>
    <message>
        <source>&amp;Standard charts</source>
        <translation>S&amp;tandarddiagramme</translation>
    </message>
</context>
<context>
    <name>tandem::ChartsPanel</name>
    <message>
        <source>No charts</source>
        <translation>Keine Diagramme</translation>
    </message>
    <message>
        <source>Add a chart of any series that was measured, or bring the standard ones back.</source>
        <translation>Fügen Sie ein Diagramm einer Messreihe hinzu oder holen Sie die üblichen zurück.</translation>
    </message>
    <message>
        <source>Add a chart…</source>
        <translation>Diagramm hinzufügen…</translation>
    </message>
    <message>
        <source>Standard charts</source>
        <translation>Standarddiagramme</translation>
    </message>
    <message>
        <source>The picture of the chart is on the clipboard.</source>
        <translation>Das Bild des Diagramms liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save points</source>
        <translation>Punkte speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
</context>
<context>
    <name>tandem::ClassList</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Without label</source>
        <translation>Ohne Label</translation>
    </message>
</context>
<context>
    <name>tandem::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Show these columns</source>
        <translation>Diese Spalten zeigen</translation>
    </message>
    <message>
        <source>Search columns</source>
        <translation>Spalten suchen</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>Add settings that &amp;differ</source>
        <translation>&amp;Abweichende Einstellungen hinzu</translation>
    </message>
    <message>
        <source>Adds the settings in which the runs that are shown do not all agree</source>
        <translation>Fügt die Einstellungen hinzu, in denen die gezeigten Läufe nicht alle übereinstimmen</translation>
    </message>
    <message>
        <source>S&amp;hown, in this order</source>
        <translation>&amp;Gezeigt, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>Columns that are shown</source>
        <translation>Gezeigte Spalten</translation>
    </message>
    <message>
        <source>Drag, or Alt with the arrow keys, moves a column; Del takes it away</source>
        <translation>Ziehen oder Alt mit den Pfeiltasten verschiebt eine Spalte; Entf nimmt sie weg</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Nach unten (Alt+Ab)</translation>
    </message>
    <message>
        <source>&amp;Standard columns</source>
        <translation>&amp;Standardspalten</translation>
    </message>
    <message>
        <source>%1 (differs)</source>
        <translation>%1 (weicht ab)</translation>
    </message>
    <message>
        <source>The runs that are shown do not all agree here.</source>
        <translation>Die gezeigten Läufe stimmen hier nicht alle überein.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a series, which value of it</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Setting: %1</source>
        <translation>Einstellung: %1</translation>
    </message>
</context>
<context>
    <name>tandem::CommandPalette</name>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Find an action, a run, a setting, a help page…</source>
        <translation>Aktion, Lauf, Einstellung oder Hilfeseite suchen…</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>tandem::ComparePanel</name>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Select two to eight runs in the table, with Ctrl or Shift, to see what was changed between them and what came of it.</source>
        <translation>Wählen Sie in der Tabelle mit Strg oder Umschalt zwei bis acht Läufe, um zu sehen, was zwischen ihnen geändert wurde und was daraus wurde.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich änderte</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Views on equal draws</source>
        <translation>Ansichten bei gleichen Ziehungen</translation>
    </message>
</context>
<context>
    <name>tandem::CompositionDialog</name>
    <message>
        <source>&amp;One view is changed, the other only cropped, as in the paper</source>
        <translation>&amp;Eine Ansicht wird verändert, die andere nur zugeschnitten, wie im Paper</translation>
    </message>
    <message>
        <source>&amp;Both views are changed</source>
        <translation>&amp;Beide Ansichten werden verändert</translation>
    </message>
    <message>
        <source>Composition study</source>
        <translation>Kompositionsstudie</translation>
    </message>
    <message>
        <source>Which pairs of operations make good features? Each pair is a run whose views are cropped, and then changed by the operation of the row and that of the column (Chen et al. 2020, Figure 5). Strengths are those of the pipeline.</source>
        <translation>Welche Paare von Operationen führen zu guten Merkmalen? Jedes Paar ist ein Lauf, dessen Ansichten zugeschnitten und dann durch die Operation der Zeile und die der Spalte verändert werden (Chen et al. 2020, Abbildung 5). Die Stärken sind die der Pipeline.</translation>
    </message>
    <message>
        <source>Rows and columns</source>
        <translation>Zeilen und Spalten</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>&amp;Continue…</source>
        <translation>&amp;Weiter…</translation>
    </message>
    <message>
        <source>Shows the sweep before it starts: seeds, length of training, estimated time</source>
        <translation>Zeigt die Reihe, bevor sie beginnt: Seeds, Dauer des Trainings, geschätzte Zeit</translation>
    </message>
    <message>
        <source>Choose at least two operations.</source>
        <translation>Wählen Sie mindestens zwei Operationen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 × %1 pairs: %Ln run(s) for each seed.</source>
        <translation>
            <numerusform>%1 × %1 Paare: %Ln Lauf je Seed.</numerusform>
            <numerusform>%1 × %1 Paare: %Ln Läufe je Seed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ConfusionModel</name>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1: %2 of %3 right</source>
        <translation>%1: %2 von %3 richtig</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3 of %4</source>
        <translation>%1 für %2 gehalten: %3 von %4</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Taken for %1</source>
        <translation>Für %1 gehalten</translation>
    </message>
    <message>
        <source>Is %1</source>
        <translation>Ist %1</translation>
    </message>
</context>
<context>
    <name>tandem::ConfusionView</name>
    <message>
        <source>Shares of each row</source>
        <translation>Anteile je Zeile</translation>
    </message>
    <message>
        <source>Confusion matrix: true classes in rows, predicted ones in columns</source>
        <translation>Verwechslungsmatrix: wahre Klassen in Zeilen, vorhergesagte in Spalten</translation>
    </message>
    <message>
        <source>Here will be which classes are taken for which, once images with labels have been classified by their neighbors.</source>
        <translation>Hier steht, welche Klassen für welche gehalten werden, sobald Bilder mit Labels nach ihren Nachbarn klassifiziert sind.</translation>
    </message>
    <message>
        <source>Rows: true class. Columns: predicted. %1 % of %2 right. A click shows the images of a cell.</source>
        <translation>Zeilen: wahre Klasse. Spalten: vorhergesagte. %1 % von %2 richtig. Ein Klick zeigt die Bilder einer Zelle.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) of %1 that were classified right</source>
        <translation>
            <numerusform>%Ln Bild der Klasse %1, das richtig klassifiziert wurde</numerusform>
            <numerusform>%Ln Bilder der Klasse %1, die richtig klassifiziert wurden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) of %1 that were taken for %2</source>
        <translation>
            <numerusform>%Ln Bild der Klasse %1, das für %2 gehalten wurde</numerusform>
            <numerusform>%Ln Bilder der Klasse %1, die für %2 gehalten wurden</numerusform>
        </translation>
    </message>
    <message>
        <source>There are more than %1 classes: too many for a matrix of them.</source>
        <translation>Es sind mehr als %1 Klassen: zu viele für eine Matrix.</translation>
    </message>
</context>
<context>
    <name>tandem::CursorCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::CurveTable</name>
    <message>
        <source>Values of the curves</source>
        <translation>Werte der Kurven</translation>
    </message>
</context>
<context>
    <name>tandem::CurveTableModel</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Bei %1</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Letzter Wert</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>Δ = B − A</source>
        <translation>Δ = B − A</translation>
    </message>
    <message>
        <source>Mean of A to B</source>
        <translation>Mittel von A bis B</translation>
    </message>
</context>
<context>
    <name>tandem::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Choose the images to learn from</source>
        <translation>Wählen Sie die Bilder zum Lernen</translation>
    </message>
    <message>
        <source>A dataset is a folder of images. With one sub-folder per class, the labels serve to measure what the encoder learns; training itself never looks at them. The binary files of CIFAR-10, CIFAR-100 and STL-10 open as well. You can also drop a folder here.</source>
        <translation>Ein Datensatz ist ein Ordner mit Bildern. Mit je einem Unterordner pro Klasse dienen die Labels dazu, zu messen, was der Encoder lernt; das Training selbst sieht sie nie. Auch die Binärdateien von CIFAR-10, CIFAR-100 und STL-10 lassen sich öffnen. Sie können einen Ordner auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Choose images…</source>
        <translation>Bilder wählen…</translation>
    </message>
    <message>
        <source>Make the sample set Shapes…</source>
        <translation>Den Beispielsatz Shapes erzeugen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Choose other images…</source>
        <translation>Andere Bilder wählen…</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>Hold out a part of the training images</source>
        <translation>Einen Teil der Trainingsbilder zurückhalten</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>The folder “test” beside the training images was taken as test images.</source>
        <translation>Der Ordner „test“ neben den Trainingsbildern wurde als Testbilder genommen.</translation>
    </message>
    <message>
        <source>Making the sample set Shapes</source>
        <translation>Der Beispielsatz Shapes wird erzeugt</translation>
    </message>
    <message>
        <source>Opening the images</source>
        <translation>Die Bilder werden geöffnet</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>Noch keine gewählt</translation>
    </message>
    <message>
        <source>%1 % of the training images, held out</source>
        <translation>%1 % der Trainingsbilder, zurückgehalten</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <extracomment>name of a dataset and how many images it has</extracomment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Opening images…</source>
        <translation>Bilder werden geöffnet…</translation>
    </message>
    <message>
        <source>The test images were put aside: none of their classes is one of the training images.</source>
        <translation>Die Testbilder wurden beiseitegelegt: Keine ihrer Klassen ist eine der Trainingsbilder.</translation>
    </message>
</context>
<context>
    <name>tandem::DatasetView</name>
    <message>
        <source>Search by file name</source>
        <translation>Nach Dateinamen suchen</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation>Größe der Bilder (Strg und das Rad)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln Klasse</numerusform>
            <numerusform>%Ln Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
    <message>
        <source>Show these alone</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::DroppedImage</name>
    <message>
        <source>Encoding %1</source>
        <translation>%1 wird kodiert</translation>
    </message>
    <message>
        <source>%1 cannot be read as an image: %2.</source>
        <translation>%1 lässt sich nicht als Bild lesen: %2.</translation>
    </message>
</context>
<context>
    <name>tandem::EmbeddingMap</name>
    <message>
        <source>Map of the images</source>
        <translation>Karte der Bilder</translation>
    </message>
    <message>
        <source>Nearest in h, by cosine</source>
        <translation>Nächste in h, nach Kosinus</translation>
    </message>
    <message>
        <source>Nearest in z, by cosine</source>
        <translation>Nächste in z, nach Kosinus</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Invert the selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln Klasse</numerusform>
            <numerusform>%Ln Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shown</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln gezeigt</numerusform>
            <numerusform>%Ln gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more selected that are not on this map</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln weiteres ausgewählt, das nicht auf dieser Karte ist</numerusform>
            <numerusform>%Ln weitere ausgewählt, die nicht auf dieser Karte sind</numerusform>
        </translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>spoken</comment>
        <extracomment>%1: name of a value, %2: the value</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>The arrow keys walk from point to point, Space selects, Ctrl and the arrow keys move the map, plus and minus zoom.</source>
        <translation>Die Pfeiltasten gehen von Punkt zu Punkt, die Leertaste wählt aus, Strg und die Pfeiltasten verschieben die Karte, Plus und Minus zoomen.</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Take one away</source>
        <translation>Eins wegnehmen</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>Eins hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <comment>number of classes</comment>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Here will be the images as an encoder arranges them, one point each.</source>
        <translation>Hier stehen die Bilder, wie ein Encoder sie anordnet, jedes als Punkt.</translation>
    </message>
</context>
<context>
    <name>tandem::EmbeddingsPage</name>
    <message>
        <source>Embeddings</source>
        <translation>Einbettungen</translation>
    </message>
    <message>
        <source>No embeddings yet</source>
        <translation>Noch keine Einbettungen</translation>
    </message>
    <message>
        <source>No embeddings stored</source>
        <translation>Keine Einbettungen gespeichert</translation>
    </message>
    <message>
        <source>Each number with the settings that it depends on. Numbers of other settings, and of other images, cannot be compared with it.</source>
        <translation>Jede Zahl mit den Einstellungen, von denen sie abhängt. Zahlen anderer Einstellungen und anderer Bilder lassen sich nicht mit ihr vergleichen.</translation>
    </message>
    <message>
        <source>Here will be measures of the embedding and of its map.</source>
        <translation>Hier werden Maße der Einbettung und ihrer Karte stehen.</translation>
    </message>
    <message>
        <source>Laying out…</source>
        <translation>Wird ausgelegt…</translation>
    </message>
    <message>
        <source>t-SNE of %1, perplexity %2, KL %3</source>
        <translation>t-SNE von %1, Perplexität %2, KL %3</translation>
    </message>
    <message>
        <source>trustworthiness %1, continuity %2 (k = %3)</source>
        <translation>Verlässlichkeit %1, Stetigkeit %2 (k = %3)</translation>
    </message>
    <message>
        <source>Clusters may be false: do not trust this map</source>
        <translation>Gruppen können falsch sein: dieser Karte nicht trauen</translation>
    </message>
    <message>
        <source>Neighbors may lie apart: do not trust this map</source>
        <translation>Nachbarn können getrennt liegen: dieser Karte nicht trauen</translation>
    </message>
    <message>
        <source>Clusters may be false or torn: do not trust this map</source>
        <translation>Gruppen können falsch oder zerrissen sein: dieser Karte nicht trauen</translation>
    </message>
    <message>
        <source>Open Features from a &amp;File…</source>
        <translation>Merkmale aus einer &amp;Datei öffnen…</translation>
    </message>
    <message>
        <source>&amp;Replay the Training</source>
        <translation>Training &amp;wiedergeben</translation>
    </message>
    <message>
        <source>&amp;Lay Out Anew</source>
        <translation>Neu aus&amp;legen</translation>
    </message>
    <message>
        <source>Here you will see the images as the encoder arranges them: a map that follows the training, the neighbors of each image, and the classes that mix. A run stores what it takes with each evaluation. Features that were made elsewhere can be opened from a .npy or .csv file.</source>
        <translation>Hier werden die Bilder zu sehen sein, wie der Encoder sie anordnet: eine Karte, die dem Training folgt, die Nachbarn jedes Bildes und die Klassen, die sich mischen. Ein Lauf speichert mit jeder Auswertung, was es dazu braucht. Merkmale, die anderswo entstanden sind, lassen sich aus einer .npy- oder .csv-Datei öffnen.</translation>
    </message>
    <message>
        <source>Go to the runs</source>
        <translation>Zu den Läufen</translation>
    </message>
    <message>
        <source>Open a file of features…</source>
        <translation>Datei mit Merkmalen öffnen…</translation>
    </message>
    <message>
        <source>This run has stored no embeddings</source>
        <translation>Dieser Lauf hat keine Einbettungen gespeichert</translation>
    </message>
    <message>
        <source>A run stores the embeddings of some training images before it begins and with each evaluation. If it is about to begin, they appear here by themselves. Where its setting “Stored embeddings” (evaluate.probe_images) is 0, it stores none: start another one with 2000.</source>
        <translation>Ein Lauf speichert die Einbettungen einiger Trainingsbilder, bevor er beginnt und mit jeder Auswertung. Steht er kurz vor dem Beginn, erscheinen sie hier von selbst. Ist seine Einstellung evaluate.probe_images 0, speichert er keine: Starten Sie einen weiteren mit 2000.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Maße</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Neighbors</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Schwierigkeiten</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>The loss of single images is not known here: a run records it with its evaluations.</source>
        <translation>Der Verlust einzelner Bilder ist hier nicht bekannt: Ein Lauf zeichnet ihn mit seinen Auswertungen auf.</translation>
    </message>
    <message>
        <source>An image can be encoded where the embeddings are those of a run.</source>
        <translation>Ein Bild lässt sich kodieren, wo die Einbettungen die eines Laufs sind.</translation>
    </message>
    <message>
        <source>Show &amp;Trails of the Selection</source>
        <translation>&amp;Spuren der Auswahl zeigen</translation>
    </message>
    <message>
        <source>Trails: where the selected images came from, over the moments of the training</source>
        <translation>Spuren: woher die ausgewählten Bilder kamen, über die Zeitpunkte des Trainings</translation>
    </message>
    <message>
        <source>The neighbors of the image are listed. It has a place on the map of t-SNE, not on that of PCA.</source>
        <translation>Die Nachbarn des Bildes sind aufgelistet. Einen Platz hat es auf der Karte von t-SNE, nicht auf der von PCA.</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>Measured before the training.</source>
        <translation>Gemessen vor dem Training.</translation>
    </message>
    <message>
        <source>Measured after epoch %1.</source>
        <translation>Gemessen nach Epoche %1.</translation>
    </message>
    <message>
        <source>t-SNE of %1, perplexity %2</source>
        <translation>t-SNE von %1, Perplexität %2</translation>
    </message>
    <message>
        <source>Epochs whose embeddings cannot be read are left out: %1.</source>
        <translation>Epochen, deren Einbettungen nicht zu lesen sind, sind ausgelassen: %1.</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>vor dem Training</translation>
    </message>
</context>
<context>
    <name>tandem::EncoderPicker</name>
    <message>
        <source>Run whose encoder looks at the images</source>
        <translation>Lauf, dessen Encoder die Bilder ansieht</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>The last weights, or those of the best kNN accuracy</source>
        <translation>Die letzten Gewichte oder die der besten kNN-Genauigkeit</translation>
    </message>
    <message>
        <source>Last</source>
        <comment>checkpoint</comment>
        <translation>Letzter</translation>
    </message>
    <message>
        <source>Best</source>
        <comment>checkpoint</comment>
        <translation>Bester</translation>
    </message>
    <message>
        <source>No trained run yet</source>
        <translation>Noch kein trainierter Lauf</translation>
    </message>
    <message>
        <source>A run has an encoder as soon as it has written a checkpoint.</source>
        <translation>Ein Lauf hat einen Encoder, sobald er einen Checkpoint geschrieben hat.</translation>
    </message>
    <message>
        <source>The encoder is loaded when it is asked for the first time.</source>
        <translation>Der Encoder wird geladen, wenn er zum ersten Mal gefragt wird.</translation>
    </message>
    <message numerus="yes">
        <source>After %n epoch(s): %1 dimensions of h, %2 of z, views of %3 px.</source>
        <translation>
            <numerusform>Nach %n Epoche: %1 Dimensionen von h, %2 von z, Ansichten von %3 px.</numerusform>
            <numerusform>Nach %n Epochen: %1 Dimensionen von h, %2 von z, Ansichten von %3 px.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::EpochBar</name>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Hold the replay</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Replay the training</source>
        <translation>Training wiedergeben</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>Vor dem Training</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 laid out</source>
        <translation>%1 von %2 ausgelegt</translation>
    </message>
</context>
<context>
    <name>tandem::EventListModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>tandem::ExportWriter</name>
    <message>
        <source>Written to %1.</source>
        <translation>In %1 geschrieben.</translation>
    </message>
</context>
<context>
    <name>tandem::FeatureBars</name>
    <message>
        <source>Pairs that trivial features find</source>
        <translation>Paare, die triviale Merkmale finden</translation>
    </message>
</context>
<context>
    <name>tandem::FilterBar</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1
Click to edit</source>
        <translation>%1
Klicken zum Bearbeiten</translation>
    </message>
    <message>
        <source>Edit condition: %1</source>
        <translation>Bedingung bearbeiten: %1</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Take away condition: %1</source>
        <translation>Bedingung wegnehmen: %1</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Without a star</source>
        <translation>Ohne Stern</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column, values</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: not %2</source>
        <comment>column, values</comment>
        <translation>%1: nicht %2</translation>
    </message>
    <message>
        <source>%1 contains %2</source>
        <comment>column, text</comment>
        <translation>%1 enthält %2</translation>
    </message>
    <message>
        <source>Filter: words, or loss&lt;3, state=done, tag=…</source>
        <translation>Filter: Wörter oder loss&lt;3, state=done, tag=…</translation>
    </message>
    <message>
        <source>Words are looked for in names, states, tags, notes and settings. Conditions name a column: objective.temperature&lt;0.2, knn&gt;=45%, tag=paper. Enter makes them chips.</source>
        <translation>Wörter werden in Namen, Zuständen, Tags, Notizen und Einstellungen gesucht. Bedingungen nennen eine Spalte: objective.temperature&lt;0.2, knn&gt;=45%, tag=paper. Die Eingabetaste macht Kärtchen daraus.</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
</context>
<context>
    <name>tandem::HealthPanel</name>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>With the first evaluation, the place of this run between alignment and uniformity will stand here.</source>
        <translation>Mit der ersten Auswertung steht hier der Platz dieses Laufs zwischen Ausrichtung und Gleichverteilung.</translation>
    </message>
    <message>
        <source>since step %1</source>
        <translation>seit Schritt %1</translation>
    </message>
</context>
<context>
    <name>tandem::HeatMap</name>
    <message numerus="yes">
        <source>%Ln field(s); the arrow keys move from one to the next, Enter opens its runs</source>
        <translation>
            <numerusform>%Ln Feld; die Pfeiltasten gehen vom einen zum nächsten, die Eingabetaste öffnet seine Läufe</numerusform>
            <numerusform>%Ln Felder; die Pfeiltasten gehen vom einen zum nächsten, die Eingabetaste öffnet seine Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Farbtafel</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of an axis, its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>two places on axes</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: no cell</source>
        <comment>place in a heat map</comment>
        <translation>%1: keine Zelle</translation>
    </message>
    <message>
        <source>%1: removed</source>
        <comment>place in a heat map</comment>
        <translation>%1: herausgenommen</translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln run(s) done</source>
        <translation>
            <numerusform>%L1 von %Ln Lauf fertig</numerusform>
            <numerusform>%L1 von %Ln Läufen fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>place in a heat map, its state, how many runs</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4</source>
        <comment>place in a heat map, what is measured, its value, how many runs</comment>
        <translation>%1: %2 %3, %4</translation>
    </message>
    <message>
        <source>± %1, n = %L2</source>
        <comment>interval of a mean, number of seeds</comment>
        <translation>± %1, n = %L2</translation>
    </message>
    <message>
        <source>%1 %L2/%L3</source>
        <comment>state of a cell, its runs that are done, all of them</comment>
        <translation>%1 %L2/%L3</translation>
    </message>
    <message>
        <source>%1 (better)</source>
        <comment>the best value in a heat map</comment>
        <translation>%1 (besser)</translation>
    </message>
    <message>
        <source>%1; mean of the row %2</source>
        <comment>a place in a heat map in words, a value</comment>
        <translation>%1; Mittel der Zeile %2</translation>
    </message>
    <message>
        <source>Mean</source>
        <comment>of a row of a heat map</comment>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>%1; mean of the row so far %2 (%L3 of %L4)</source>
        <comment>a place in a heat map in words, a value, fields that count</comment>
        <translation>%1; Mittel der Zeile bisher %2 (%L3 von %L4)</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <comment>fields of a row that count in its mean, all of them</comment>
        <translation>%L1 von %L2</translation>
    </message>
</context>
<context>
    <name>tandem::HelpWindow</name>
    <message>
        <source>Tandem help</source>
        <translation>Tandem-Hilfe</translation>
    </message>
    <message>
        <source>Help text</source>
        <translation>Hilfetext</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
</context>
<context>
    <name>tandem::HoverCard</name>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>spoken</comment>
        <extracomment>%1: name of a value, %2: the value</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>tandem::ImageGrid</name>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file name, place</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, class %2, %3</source>
        <comment>file name, class, place</comment>
        <translation>%1, Klasse %2, %3</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s); the arrow keys move from one to the next</source>
        <translation>
            <numerusform>%Ln Bild; die Pfeiltasten gehen vom einen zum nächsten</numerusform>
            <numerusform>%Ln Bilder; die Pfeiltasten gehen vom einen zum nächsten</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one away</source>
        <translation>Eins wegnehmen</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>Eins hinzufügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select a row of images</source>
        <translation>Bilderreihe auswählen</translation>
    </message>
    <message>
        <source>%1, selected</source>
        <comment>an image</comment>
        <translation>%1, ausgewählt</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
</context>
<context>
    <name>tandem::ImageInspector</name>
    <message>
        <source>Selected image</source>
        <translation>Gewähltes Bild</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
</context>
<context>
    <name>tandem::ImportancePanel</name>
    <message>
        <source>Share of each axis in the differences</source>
        <translation>Anteil jeder Achse an den Unterschieden</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>share of an axis</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 %, rank correlation %2</source>
        <comment>share of an axis, its correlation</comment>
        <translation>%1 %, Rangkorrelation %2</translation>
    </message>
    <message numerus="yes">
        <source>Learned from %Ln run(s); it foretells %1 % of the differences among runs that it did not see.</source>
        <translation>
            <numerusform>Gelernt aus %Ln Lauf; sagt %1 % der Unterschiede zwischen Läufen vorher, die dabei fehlten.</numerusform>
            <numerusform>Gelernt aus %Ln Läufen; sagt %1 % der Unterschiede zwischen Läufen vorher, die dabei fehlten.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 That is little: the shares below are hardly more than chance.</source>
        <translation>%1 Das ist wenig: Die Anteile unten sind kaum mehr als Zufall.</translation>
    </message>
    <message numerus="yes">
        <source>Here you will see which setting matters. That takes %1 runs with a result; there are %Ln so far.</source>
        <translation>
            <numerusform>Hier sehen Sie, welche Einstellung zählt. Dafür braucht es %1 Läufe mit Ergebnis; bisher gibt es %Ln.</numerusform>
            <numerusform>Hier sehen Sie, welche Einstellung zählt. Dafür braucht es %1 Läufe mit Ergebnis; bisher gibt es %Ln.</numerusform>
        </translation>
    </message>
    <message>
        <source>All runs have the same result: nothing matters yet.</source>
        <translation>Alle Läufe haben dasselbe Ergebnis: Noch zählt nichts.</translation>
    </message>
</context>
<context>
    <name>tandem::InsightPanel</name>
    <message>
        <source>What the pipeline will do</source>
        <translation>Was die Pipeline bewirken wird</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Abkürzungen</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>How often a feature that understands nothing finds the other view of an image among %1. Where it does, the encoder need not learn more.</source>
        <translation>Wie oft ein Merkmal, das nichts versteht, die andere Ansicht eines Bildes unter %1 findet. Wo es sie findet, muss der Encoder nicht mehr lernen.</translation>
    </message>
</context>
<context>
    <name>tandem::InvarianceLab</name>
    <message>
        <source>Encoding…</source>
        <translation>Wird kodiert…</translation>
    </message>
    <message>
        <source>Loading the encoder…</source>
        <translation>Der Encoder wird geladen…</translation>
    </message>
    <message>
        <source>Shaded: what training drew (%1). Dotted: the mean of different images.</source>
        <translation>Getönt: was das Training gezogen hat (%1). Gepunktet: das Mittel verschiedener Bilder.</translation>
    </message>
    <message>
        <source>h %1
z %2</source>
        <comment>cosines</comment>
        <translation>h %1
z %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Rank all operations</source>
        <translation>Alle Operationen ordnen</translation>
    </message>
    <message>
        <source>See what an encoder ignores</source>
        <translation>Sehen, was ein Encoder übersieht</translation>
    </message>
    <message>
        <source>Here you change an image step by step and see how far a trained encoder follows. Train a run first: it has an encoder as soon as it has written a checkpoint.</source>
        <translation>Hier verändern Sie ein Bild Schritt für Schritt und sehen, wie weit ein trainierter Encoder mitgeht. Trainieren Sie zuerst einen Lauf: Er hat einen Encoder, sobald er einen Checkpoint geschrieben hat.</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Verändert</translation>
    </message>
    <message>
        <source>Start run with this pipeline…</source>
        <translation>Lauf mit dieser Pipeline starten…</translation>
    </message>
    <message>
        <source>Image to change</source>
        <translation>Bild, das verändert wird</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Cosine with the original</source>
        <translation>Kosinus mit dem Original</translation>
    </message>
    <message>
        <source>Operations measured</source>
        <translation>Gemessene Operationen</translation>
    </message>
    <message>
        <source>What the encoder ignores</source>
        <translation>Was der Encoder übersieht</translation>
    </message>
    <message>
        <source>Mean over %1 images and over strengths along the whole range. Double-click a row to see its curve.</source>
        <translation>Mittel über %1 Bilder und über Stärken im ganzen Bereich. Ein Doppelklick auf eine Zeile zeigt ihre Kurve.</translation>
    </message>
    <message>
        <source>Measuring the first operation…</source>
        <translation>Die erste Operation wird gemessen…</translation>
    </message>
    <message>
        <source>No operation has been measured yet. Rank all operations to see which ones the encoder ignores.</source>
        <translation>Noch ist keine Operation gemessen. Ordnen Sie alle Operationen, um zu sehen, welche der Encoder übersieht.</translation>
    </message>
</context>
<context>
    <name>tandem::InvariancePlot</name>
    <message>
        <source>Cosine with the original over the strength</source>
        <translation>Kosinus mit dem Original über der Stärke</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
</context>
<context>
    <name>tandem::InvarianceTable</name>
    <message>
        <source>Operations by how far the encoder ignores them</source>
        <translation>Operationen danach, wie weit der Encoder sie übersieht</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Cosine of h</source>
        <translation>Kosinus von h</translation>
    </message>
    <message>
        <source>Cosine of z</source>
        <translation>Kosinus von z</translation>
    </message>
    <message>
        <source>In training</source>
        <translation>Im Training</translation>
    </message>
    <message>
        <source>Mean cosine with the unchanged image. An empty bar is what different images have, a full one the same image.</source>
        <translation>Mittlerer Kosinus mit dem unveränderten Bild. Ein leerer Balken ist, was verschiedene Bilder haben, ein voller dasselbe Bild.</translation>
    </message>
</context>
<context>
    <name>tandem::LayoutBar</name>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>h: the encoder&apos;s features, which serve other tasks. z: the projections, which the loss acts on.</source>
        <translation>h: die Merkmale des Encoders, die anderen Aufgaben dienen. z: die Projektionen, auf die der Verlust wirkt.</translation>
    </message>
    <message>
        <source>Features h</source>
        <translation>Merkmale h</translation>
    </message>
    <message>
        <source>Projections z</source>
        <translation>Projektionen z</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>t-SNE keeps neighbors together. Principal components have the same axes in every epoch: only their motion can be read literally.</source>
        <translation>t-SNE hält Nachbarn beisammen. Hauptkomponenten haben in jeder Epoche dieselben Achsen: Nur ihre Bewegung lässt sich wörtlich lesen.</translation>
    </message>
    <message>
        <source>PCA, fixed axes</source>
        <translation>PCA, feste Achsen</translation>
    </message>
    <message>
        <source>How many neighbors a point reckons with. The map goes on from where it is.</source>
        <translation>Mit wie vielen Nachbarn ein Punkt rechnet. Die Karte geht von dort weiter, wo sie ist.</translation>
    </message>
    <message>
        <source>Hold the layout</source>
        <translation>Auslegen anhalten</translation>
    </message>
    <message>
        <source>Push the points a little, and let them settle</source>
        <translation>Die Punkte ein wenig anstoßen und sich setzen lassen</translation>
    </message>
    <message>
        <source>Lay out anew from the beginning</source>
        <translation>Von Anfang an neu auslegen</translation>
    </message>
    <message>
        <source>Let the layout go on</source>
        <translation>Auslegen fortsetzen</translation>
    </message>
    <message>
        <source>Take the axes of the newest epoch</source>
        <translation>Die Achsen der neuesten Epoche nehmen</translation>
    </message>
    <message>
        <source>Iteration %1 of %2</source>
        <translation>Iteration %1 von %2</translation>
    </message>
    <message>
        <source>Looking for neighbors</source>
        <translation>Nachbarn werden gesucht</translation>
    </message>
    <message>
        <source>%1, held</source>
        <translation>%1, angehalten</translation>
    </message>
</context>
<context>
    <name>tandem::LearningRateCurve</name>
    <message>
        <source>Learning rate over the run</source>
        <translation>Lernrate über den Lauf</translation>
    </message>
    <message>
        <source>The learning rate rises to %1 over %2 epochs, then falls along a cosine to 0 at epoch %3.</source>
        <translation>Die Lernrate steigt über %2 Epochen auf %1 und fällt dann entlang eines Kosinus bis Epoche %3 auf 0.</translation>
    </message>
    <message>
        <source>The learning rate begins at %1 and falls along a cosine to 0 at epoch %2.</source>
        <translation>Die Lernrate beginnt bei %1 und fällt entlang eines Kosinus bis Epoche %2 auf 0.</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
</context>
<context>
    <name>tandem::LogPanel</name>
    <message>
        <source>Log of the run</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>&amp;Alles kopieren</translation>
    </message>
</context>
<context>
    <name>tandem::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Runs go on without the window.</source>
        <translation>Läufe gehen ohne das Fenster weiter.</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>&amp;About Tandem</source>
        <translation>Ü&amp;ber Tandem</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>Forget this list</source>
        <translation>Diese Liste vergessen</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette…</translation>
    </message>
    <message>
        <source>Find anything that can be done here by its name</source>
        <translation>Alles, was man hier tun kann, beim Namen finden</translation>
    </message>
</context>
<context>
    <name>tandem::MainWindow</name>
    <message>
        <source>%1 – Tandem</source>
        <comment>name of the project</comment>
        <translation>%1 – Tandem</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Tandem projects (*.tandem)</source>
        <translation>Tandem-Projekte (*.tandem)</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>untitled.tandem</source>
        <translation>unbenannt.tandem</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Runs go on when this window is closed. The next start finds them again.</source>
        <translation>Läufe gehen weiter, wenn dieses Fenster geschlossen wird. Der nächste Start findet sie wieder.</translation>
    </message>
</context>
<context>
    <name>tandem::MapComparison</name>
    <message>
        <source>Map to compare with</source>
        <translation>Karte zum Vergleich</translation>
    </message>
    <message>
        <source>Here will be the same images as another run, epoch or space arranges them.</source>
        <translation>Hier werden dieselben Bilder stehen, wie ein anderer Lauf, eine andere Epoche oder der andere Raum sie anordnet.</translation>
    </message>
    <message>
        <source>Run to compare with</source>
        <translation>Lauf zum Vergleich</translation>
    </message>
    <message>
        <source>Epoch to compare with</source>
        <translation>Epoche zum Vergleich</translation>
    </message>
    <message>
        <source>Space to compare with</source>
        <translation>Raum zum Vergleich</translation>
    </message>
    <message>
        <source>Images that changed most</source>
        <translation>Am stärksten veränderte Bilder</translation>
    </message>
    <message>
        <source>Lists the images whose nearest neighbors differ most between both</source>
        <translation>Listet die Bilder auf, deren nächste Nachbarn sich zwischen beiden am meisten unterscheiden</translation>
    </message>
    <message>
        <source>Morph the first map into this one</source>
        <translation>Die erste Karte in diese überführen</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>Überführen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>Vor dem Training</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Choose a run and an epoch, or the other space of the same run: h against z.</source>
        <translation>Wählen Sie einen Lauf und eine Epoche, oder den anderen Raum desselben Laufs: h gegen z.</translation>
    </message>
    <message>
        <source>Both have no images in common, so that nothing can be compared.</source>
        <translation>Beide haben keine Bilder gemeinsam, sodass es nichts zu vergleichen gibt.</translation>
    </message>
    <message>
        <source>Linear CKA %1 (debiased, %2 images) · %3 % of the neighbors in common (k = %4)</source>
        <translation>Lineares CKA %1 (erwartungstreu, %2 Bilder) · %3 % der Nachbarn gemeinsam (k = %4)</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) whose neighbors differ most from those in %1</source>
        <translation>
            <numerusform>%n Bild, dessen Nachbarn sich am meisten von denen in %1 unterscheiden</numerusform>
            <numerusform>%n Bilder, deren Nachbarn sich am meisten von denen in %1 unterscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>This run has stored no %1.</source>
        <translation>Dieser Lauf hat kein %1 gespeichert.</translation>
    </message>
    <message>
        <source>Waiting for the layout…</source>
        <translation>Warten auf die Anordnung…</translation>
    </message>
    <message>
        <source>The map here is one of t-SNE: points of PCA have no way to it.</source>
        <translation>Diese Karte ist eine von t-SNE: Von der PCA führt kein Weg zu ihr.</translation>
    </message>
</context>
<context>
    <name>tandem::MapExporter</name>
    <message>
        <source>Export the map as a picture</source>
        <translation>Karte als Bild exportieren</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Export the map as a drawing</source>
        <translation>Karte als Zeichnung exportieren</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>Export the points as a table</source>
        <translation>Punkte als Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV-Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The map lies in the clipboard as a picture.</source>
        <translation>Die Karte liegt als Bild in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>tandem::MapLegend</name>
    <message>
        <source>Select its images</source>
        <translation>Ihre Bilder auswählen</translation>
    </message>
    <message>
        <source>Hide values outside</source>
        <translation>Werte außerhalb ausblenden</translation>
    </message>
    <message>
        <source>Reverse the colors</source>
        <translation>Farben umkehren</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Check which are shown. Double click: this one alone.</source>
        <translation>Angehakte werden gezeigt. Doppelklick: nur diese.</translation>
    </message>
    <message>
        <source>Lowest value of the colors</source>
        <translation>Kleinster Wert der Farben</translation>
    </message>
    <message>
        <source>Highest value of the colors</source>
        <translation>Größter Wert der Farben</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>to</source>
        <comment>between two numbers</comment>
        <translation>bis</translation>
    </message>
    <message numerus="yes">
        <source>× not known of %Ln image(s)</source>
        <translation>
            <numerusform>× von %Ln Bild nicht bekannt</numerusform>
            <numerusform>× von %Ln Bildern nicht bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>Show it alone</source>
        <translation>Nur diese zeigen</translation>
    </message>
</context>
<context>
    <name>tandem::MapLegendModel</name>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <extracomment>how many images of a class are selected, and how many it has</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 selected</source>
        <extracomment>name of a class, how many images of it are selected, how many it has</extracomment>
        <translation>%1, %2 von %3 ausgewählt</translation>
    </message>
    <message>
        <source>%1
Drawn like the other classes; a double click shows it alone, in a color of its own.</source>
        <translation>%1
Gezeichnet wie die übrigen Klassen; ein Doppelklick zeigt sie allein und in eigener Farbe.</translation>
    </message>
</context>
<context>
    <name>tandem::MapPanel</name>
    <message>
        <source>Class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undo a selection</source>
        <translation>Auswahl rückgängig machen</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederherstellen: %1</translation>
    </message>
    <message>
        <source>Redo a selection</source>
        <translation>Auswahl wiederherstellen</translation>
    </message>
    <message>
        <source>Words that all must fit: cat, class=cat, loss&gt;2.5, name:train, -dog. Enter selects what is found.</source>
        <translation>Wörter, die alle passen müssen: cat, class=cat, loss&gt;2.5, name:train, -dog. Die Eingabetaste wählt aus, was gefunden wird.</translation>
    </message>
    <message>
        <source>Find %1</source>
        <translation>%1 suchen</translation>
    </message>
    <message>
        <source>No image fits “%1”.</source>
        <translation>Kein Bild passt zu „%1“.</translation>
    </message>
    <message>
        <source>Nearest neighbors</source>
        <translation>Nächste Nachbarn</translation>
    </message>
    <message>
        <source>Show its neighbors</source>
        <translation>Seine Nachbarn zeigen</translation>
    </message>
    <message>
        <source>Select all of %1</source>
        <translation>Alle der Klasse %1 auswählen</translation>
    </message>
    <message>
        <source>Show %1 alone</source>
        <translation>Nur %1 zeigen</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>Auf die Auswahl zoomen</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Ganze Karte zeigen</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Color by</source>
        <translation>Färben nach</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>name of a tool and its key</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>Karte verschieben</translation>
    </message>
    <message>
        <source>Select with a lasso</source>
        <translation>Mit dem Lasso auswählen</translation>
    </message>
    <message>
        <source>Select with a box</source>
        <translation>Mit einem Rechteck auswählen</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Home</source>
        <comment>key</comment>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Pictures and size of the points</source>
        <translation>Bilder und Größe der Punkte</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Find and select: cat, loss&gt;2</source>
        <translation>Suchen und auswählen: cat, loss&gt;2</translation>
    </message>
    <message>
        <source>Find and select</source>
        <translation>Suchen und auswählen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Pictures where there is room for them</source>
        <translation>Bilder, wo Platz für sie ist</translation>
    </message>
    <message>
        <source>Pictures at any zoom</source>
        <translation>Bilder bei jedem Zoom</translation>
    </message>
    <message>
        <source>Points alone</source>
        <translation>Nur Punkte</translation>
    </message>
    <message>
        <source>Size of the points</source>
        <translation>Größe der Punkte</translation>
    </message>
    <message>
        <source>&amp;All that are shown</source>
        <translation>&amp;Alle gezeigten</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>&amp;Nichts</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Umkehren</translation>
    </message>
    <message numerus="yes">
        <source>Add the %Ln nearest to the selection</source>
        <translation>
            <numerusform>Das nächste zur Auswahl hinzufügen (%Ln)</numerusform>
            <numerusform>Die %Ln nächsten zur Auswahl hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>By cosine to the mean of the selected images, in the space of the encoder</source>
        <translation>Nach dem Kosinus zum Mittel der ausgewählten Bilder, im Raum des Encoders</translation>
    </message>
    <message>
        <source>&amp;Zoom to the selection</source>
        <translation>Auf die Auswahl &amp;zoomen</translation>
    </message>
    <message>
        <source>What is found or picked in the legend</source>
        <translation>Was gefunden oder in der Legende gewählt wird</translation>
    </message>
    <message>
        <source>Replaces the selection</source>
        <translation>Ersetzt die Auswahl</translation>
    </message>
    <message>
        <source>Is added to it</source>
        <translation>Wird ihr hinzugefügt</translation>
    </message>
    <message>
        <source>Is taken away from it</source>
        <translation>Wird von ihr weggenommen</translation>
    </message>
    <message>
        <source>Is all that stays of it</source>
        <translation>Ist alles, was von ihr bleibt</translation>
    </message>
    <message>
        <source>Picture (PNG) at %1×…</source>
        <translation>Bild (PNG) in %1×…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>Zeichnung (SVG)…</translation>
    </message>
    <message>
        <source>Table of the points (CSV)…</source>
        <translation>Tabelle der Punkte (CSV)…</translation>
    </message>
</context>
<context>
    <name>tandem::MatrixCanvas</name>
    <message>
        <source>Similarity matrix</source>
        <translation>Ähnlichkeitsmatrix</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>ohne Klasse</translation>
    </message>
    <message>
        <source>The arrow keys move from pair to pair, Enter selects both images, plus and minus zoom.</source>
        <translation>Die Pfeiltasten gehen von Paar zu Paar, die Eingabetaste wählt beide Bilder aus, Plus und Minus zoomen.</translation>
    </message>
</context>
<context>
    <name>tandem::MeasuresModel</name>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Genauigkeit</translation>
    </message>
    <message>
        <source>%, k = %1, τ = %2, leave-one-out on %3</source>
        <translation>%, k = %1, τ = %2, ohne das Bild selbst, auf %3</translation>
    </message>
    <message>
        <source>How often a weighted vote of the nearest images finds the class.</source>
        <translation>Wie oft eine gewichtete Abstimmung der nächsten Bilder die Klasse findet.</translation>
    </message>
    <message>
        <source>Purity of neighbors</source>
        <translation>Reinheit der Nachbarn</translation>
    </message>
    <message>
        <source>k = %1, %2</source>
        <translation>k = %1, %2</translation>
    </message>
    <message>
        <source>Share of the nearest images that have the same class.</source>
        <translation>Anteil der nächsten Bilder, die dieselbe Klasse haben.</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>Silhouette</translation>
    </message>
    <message>
        <source>cosine, %1, %2 judged</source>
        <translation>Kosinus, %1, %2 beurteilt</translation>
    </message>
    <message>
        <source>From -1 to 1: how much nearer one&apos;s own class is than the next one.</source>
        <translation>Von −1 bis 1: wie viel näher die eigene Klasse ist als die nächste.</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>Gleichverteilung</translation>
    </message>
    <message>
        <source>t = 2, %1, %2 images</source>
        <translation>t = 2, %1, %2 Bilder</translation>
    </message>
    <message>
        <source>0 where all images are alike; about -4 where directions are spread evenly.</source>
        <translation>0, wo alle Bilder gleich sind; etwa −4, wo die Richtungen gleichmäßig verteilt sind.</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>α = 2, z of two views, %1 images</source>
        <translation>α = 2, z zweier Ansichten, %1 Bilder</translation>
    </message>
    <message>
        <source>0 where the two views of an image agree; 2 where they have nothing in common.</source>
        <translation>0, wo die beiden Ansichten eines Bildes übereinstimmen; 2, wo sie nichts gemeinsam haben.</translation>
    </message>
    <message>
        <source>RankMe</source>
        <translation>RankMe</translation>
    </message>
    <message>
        <source>of at most %1, uncentered, %2</source>
        <translation>von höchstens %1, nicht zentriert, %2</translation>
    </message>
    <message>
        <source>How many directions the features use. Compare runs of one method only.</source>
        <translation>Wie viele Richtungen die Merkmale nutzen. Vergleichen Sie nur Läufe desselben Verfahrens.</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>Effektiver Rang</translation>
    </message>
    <message>
        <source>of at most %1, centered, %2</source>
        <translation>von höchstens %1, zentriert, %2</translation>
    </message>
    <message>
        <source>The same of the features less their mean.</source>
        <translation>Dasselbe für die Merkmale ohne ihren Mittelwert.</translation>
    </message>
    <message>
        <source>Spread of the features</source>
        <translation>Streuung der Merkmale</translation>
    </message>
    <message>
        <source>std × √D of unit rows, %1</source>
        <translation>Std. × √D normierter Zeilen, %1</translation>
    </message>
    <message>
        <source>1 where directions are spread evenly; below 0.1 the encoder has collapsed.</source>
        <translation>1, wo die Richtungen gleichmäßig verteilt sind; unter 0,1 ist der Encoder kollabiert.</translation>
    </message>
    <message>
        <source>k = %1, %2 images compared</source>
        <translation>k = %1, %2 Bilder verglichen</translation>
    </message>
    <message>
        <source>Trustworthiness of the map</source>
        <translation>Verlässlichkeit der Karte</translation>
    </message>
    <message>
        <source>1 where all that is near on the map is near in the space. Below 0.9 clusters may be false.</source>
        <translation>1, wo alles, was auf der Karte nah ist, auch im Raum nah ist. Unter 0,9 können Gruppen falsch sein.</translation>
    </message>
    <message>
        <source>Continuity of the map</source>
        <translation>Stetigkeit der Karte</translation>
    </message>
    <message>
        <source>1 where all that is near in the space is near on the map. Below 0.9 clusters may be torn.</source>
        <translation>1, wo alles, was im Raum nah ist, auch auf der Karte nah ist. Unter 0,9 können Gruppen zerrissen sein.</translation>
    </message>
    <message>
        <source>Neighbors kept</source>
        <translation>Erhaltene Nachbarn</translation>
    </message>
    <message>
        <source>k = %1</source>
        <translation>k = %1</translation>
    </message>
    <message>
        <source>Share of the nearest images that are the nearest on the map, too.</source>
        <translation>Anteil der nächsten Bilder, die es auch auf der Karte sind.</translation>
    </message>
    <message>
        <source>Purity on the map</source>
        <translation>Reinheit auf der Karte</translation>
    </message>
    <message>
        <source>k = %1, on the plane</source>
        <translation>k = %1, in der Ebene</translation>
    </message>
    <message>
        <source>What it has less than the purity of neighbors is the map&apos;s fault, not the encoder&apos;s.</source>
        <translation>Was ihr zur Reinheit der Nachbarn fehlt, liegt an der Karte und nicht am Encoder.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>%1, %2 images</source>
        <translation>%1, %2 Bilder</translation>
    </message>
</context>
<context>
    <name>tandem::MessageBar</name>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n times)</source>
        <translation>
            <numerusform>%1 (%n-mal)</numerusform>
            <numerusform>%1 (%n-mal)</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>tandem::MiniCurves</name>
    <message>
        <source>kNN accuracy over the epochs</source>
        <translation>kNN-Genauigkeit über den Epochen</translation>
    </message>
    <message>
        <source>%1 reaches %2</source>
        <comment>a run, its accuracy</comment>
        <translation>%1 erreicht %2</translation>
    </message>
    <message>
        <source>No kNN accuracy yet.</source>
        <translation>Noch keine kNN-Genauigkeit.</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
</context>
<context>
    <name>tandem::ModeBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>tandem::NegativesModel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>Negative</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>Wirksam</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>An estimate: these images are too few for such a batch, so that they were drawn again and again.</source>
        <translation>Eine Schätzung: Für einen solchen Batch sind es zu wenige Bilder, sodass sie mehrmals gezogen wurden.</translation>
    </message>
    <message>
        <source>A tenth of the anchors has fewer, a tenth has more</source>
        <translation>Ein Zehntel der Anker hat weniger, ein Zehntel mehr</translation>
    </message>
    <message>
        <source>10 % to 90 %</source>
        <translation>10 % bis 90 %</translation>
    </message>
</context>
<context>
    <name>tandem::NeighborModel</name>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>another class</source>
        <translation>andere Klasse</translation>
    </message>
    <message>
        <source>cosine %1</source>
        <translation>Kosinus %1</translation>
    </message>
</context>
<context>
    <name>tandem::NeighborPanel</name>
    <message>
        <source>Of the current image</source>
        <translation>Des aktuellen Bildes</translation>
    </message>
    <message>
        <source>Of the mean of the selection</source>
        <translation>Des Mittels der Auswahl</translation>
    </message>
    <message>
        <source>Neighbors of what</source>
        <translation>Nachbarn wovon</translation>
    </message>
    <message>
        <source>in h</source>
        <translation>in h</translation>
    </message>
    <message>
        <source>in z</source>
        <translation>in z</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>h: the encoder&apos;s features. z: the projections that the loss compares.</source>
        <translation>h: die Merkmale des Encoders. z: die Projektionen, die der Verlust vergleicht.</translation>
    </message>
    <message>
        <source>k = </source>
        <translation>k = </translation>
    </message>
    <message>
        <source>How many neighbors</source>
        <translation>Wie viele Nachbarn</translation>
    </message>
    <message>
        <source>Nearest images</source>
        <translation>Nächste Bilder</translation>
    </message>
    <message>
        <source>Of the dropped image</source>
        <translation>Des abgelegten Bildes</translation>
    </message>
    <message>
        <source>An image that is not in the dataset</source>
        <translation>Ein Bild, das nicht im Datensatz ist</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected image(s)</source>
        <translation>
            <numerusform>%Ln ausgewähltes Bild</numerusform>
            <numerusform>%Ln ausgewählte Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearest to the mean of their unit vectors, themselves left out</source>
        <translation>Am nächsten am Mittel ihrer Einheitsvektoren, sie selbst ausgenommen</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>Here will be the nearest images, once the features of a run are shown.</source>
        <translation>Hier stehen die nächsten Bilder, sobald die Merkmale eines Laufs gezeigt werden.</translation>
    </message>
    <message>
        <source>Select some images to see what is near to their mean.</source>
        <translation>Wählen Sie Bilder aus, um zu sehen, was ihrem Mittel nahe ist.</translation>
    </message>
    <message>
        <source>Click an image on the map or in the table to see what is near to it, or drop an image file here.</source>
        <translation>Klicken Sie ein Bild auf der Karte oder in der Tabelle an, um zu sehen, was ihm nahe ist, oder legen Sie eine Bilddatei hier ab.</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>This image was encoded at another epoch, or by another run. Go back to where it was dropped, or drop it again.</source>
        <translation>Dieses Bild wurde in einer anderen Epoche oder von einem anderen Lauf kodiert. Gehen Sie dorthin zurück, wo es abgelegt wurde, oder legen Sie es noch einmal ab.</translation>
    </message>
</context>
<context>
    <name>tandem::NewRunDialog</name>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>Ausgangspunkt</translation>
    </message>
    <message>
        <source>Settings as they stand below</source>
        <translation>Einstellungen, wie sie unten stehen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>&amp;Ausgehen von</translation>
    </message>
    <message>
        <source>&amp;Start run</source>
        <translation>Lauf &amp;starten</translation>
    </message>
    <message>
        <source>Peak learning rate %1</source>
        <translation>Höchste Lernrate %1</translation>
    </message>
    <message>
        <source>%1 negatives per view</source>
        <translation>%1 Negative je Ansicht</translation>
    </message>
    <message>
        <source>chance loss ln(2N − 1) = %1</source>
        <translation>Zufallsverlust ln(2N − 1) = %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s) per epoch, %1 in all</source>
        <translation>
            <numerusform>%Ln Schritt je Epoche, %1 insgesamt</numerusform>
            <numerusform>%Ln Schritte je Epoche, %1 insgesamt</numerusform>
        </translation>
    </message>
    <message>
        <source>fewer images (%1) than one batch</source>
        <translation>weniger Bilder (%1) als ein Batch</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) do not fit yet</source>
        <translation>
            <numerusform>%n Einstellung passt noch nicht</numerusform>
            <numerusform>%n Einstellungen passen noch nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>The run needs a name.</source>
        <translation>Der Lauf braucht einen Namen.</translation>
    </message>
    <message>
        <source>Number of seeds</source>
        <translation>Zahl der Startwerte</translation>
    </message>
    <message>
        <source>one run</source>
        <translation>ein Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n seeds</source>
        <comment>runs that differ in their seed</comment>
        <translation>
            <numerusform>%n Startwert</numerusform>
            <numerusform>%n Startwerte</numerusform>
        </translation>
    </message>
    <message>
        <source>Several runs that differ in their seed alone tell how much of a difference is chance.</source>
        <translation>Mehrere Läufe, die sich nur im Startwert unterscheiden, zeigen, wie viel eines Unterschieds Zufall ist.</translation>
    </message>
    <message>
        <source>S&amp;eeds</source>
        <translation>Startwer&amp;te</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>the preset</source>
        <translation>die Vorlage</translation>
    </message>
    <message numerus="yes">
        <source>Only what differs (%Ln)</source>
        <translation>
            <numerusform>Nur was abweicht (%Ln)</numerusform>
            <numerusform>Nur was abweicht (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Start %n run(s)</source>
        <translation>
            <numerusform>%n Lauf &amp;starten</numerusform>
            <numerusform>%n Läufe &amp;starten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NewSweepDialog</name>
    <message>
        <source>New sweep</source>
        <translation>Neue Reihe</translation>
    </message>
    <message>
        <source>Name of the sweep</source>
        <translation>Name der Reihe</translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation>Ausgangspunkt</translation>
    </message>
    <message>
        <source>Own axes</source>
        <translation>Eigene Achsen</translation>
    </message>
    <message>
        <source>&amp;Base settings…</source>
        <translation>&amp;Grundeinstellungen…</translation>
    </message>
    <message>
        <source>What all runs of the sweep have in common</source>
        <translation>Was alle Läufe der Reihe gemeinsam haben</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>&amp;Ausgehen von</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>What varies</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>&amp;Add an axis</source>
        <translation>Achse &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Seeds for each cell</source>
        <translation>Startwerte je Zelle</translation>
    </message>
    <message>
        <source>Each combination is trained so many times, with seeds that follow each other; the views then show means with their intervals.</source>
        <translation>Jede Kombination wird so oft trainiert, mit aufeinanderfolgenden Startwerten; gezeigt werden dann Mittel mit ihren Intervallen.</translation>
    </message>
    <message>
        <source>&amp;Seeds for each cell</source>
        <translation>&amp;Startwerte je Zelle</translation>
    </message>
    <message>
        <source>How it is searched</source>
        <translation>Wie gesucht wird</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>trials</source>
        <comment>after a number</comment>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Which value of it</source>
        <translation>Welcher Wert davon</translation>
    </message>
    <message>
        <source>What counts:</source>
        <translation>Was zählt:</translation>
    </message>
    <message>
        <source>When it ends</source>
        <translation>Wann sie endet</translation>
    </message>
    <message>
        <source>Stopping runs early</source>
        <translation>Läufe früh anhalten</translation>
    </message>
    <message>
        <source>First epoch at which runs are compared</source>
        <translation>Erste Epoche, bei der Läufe verglichen werden</translation>
    </message>
    <message>
        <source>Runs that must have come as far before any is stopped</source>
        <translation>Läufe, die ebenso weit sein müssen, bevor einer angehalten wird</translation>
    </message>
    <message>
        <source>One in so many goes on</source>
        <translation>Einer von so vielen geht weiter</translation>
    </message>
    <message>
        <source>from epoch</source>
        <translation>ab Epoche</translation>
    </message>
    <message>
        <source>among at least</source>
        <translation>unter mindestens</translation>
    </message>
    <message>
        <source>other runs</source>
        <translation>anderen Läufen</translation>
    </message>
    <message>
        <source>one in</source>
        <translation>einer von</translation>
    </message>
    <message>
        <source>Stop early:</source>
        <translation>Früh anhalten:</translation>
    </message>
    <message>
        <source>Most runs</source>
        <translation>Höchstzahl der Läufe</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Most hours</source>
        <translation>Höchstzahl der Stunden</translation>
    </message>
    <message>
        <source>Budget:</source>
        <translation>Budget:</translation>
    </message>
    <message>
        <source>runs</source>
        <comment>after a number</comment>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>hours of training</source>
        <comment>after a number</comment>
        <translation>Stunden Training</translation>
    </message>
    <message>
        <source>&amp;Start sweep</source>
        <translation>&amp;Reihe starten</translation>
    </message>
    <message>
        <source>Base settings of the sweep</source>
        <translation>Grundeinstellungen der Reihe</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln epoch(s)</source>
        <translation>
            <numerusform>%Ln Epoche</numerusform>
            <numerusform>%Ln Epochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation>
            <numerusform>%Ln Startwert</numerusform>
            <numerusform>%Ln Startwerte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln trial(s)</source>
        <translation>
            <numerusform>%Ln Versuch</numerusform>
            <numerusform>%Ln Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 in all</source>
        <comment>number of runs, of epochs</comment>
        <translation>%1, insgesamt %2</translation>
    </message>
    <message>
        <source>%1 (%2), %3 in all</source>
        <comment>number of runs, how it comes about, number of epochs</comment>
        <translation>%1 (%2), insgesamt %3</translation>
    </message>
    <message>
        <source>How long that takes is not known: no run of this project is like these. A first short run will tell.</source>
        <translation>Wie lange das dauert, ist nicht bekannt: Kein Lauf dieses Projekts gleicht diesen. Ein kurzer erster Lauf wird es zeigen.</translation>
    </message>
    <message>
        <source>by the %1 that an epoch took in the run %2</source>
        <comment>a duration, name of a run</comment>
        <translation>nach den %1, die eine Epoche im Lauf %2 gebraucht hat</translation>
    </message>
    <message>
        <source>About %1 on one device, %2.</source>
        <comment>a duration, how it is known</comment>
        <translation>Etwa %1 auf einem Gerät, %2.</translation>
    </message>
    <message>
        <source>%1 Runs that are stopped early save some of it.</source>
        <translation>%1 Früh angehaltene Läufe sparen etwas davon.</translation>
    </message>
    <message>
        <source>Trains every combination of the values. All runs stand in the queue at once.</source>
        <translation>Trainiert jede Kombination der Werte. Alle Läufe stehen sofort in der Warteschlange.</translation>
    </message>
    <message>
        <source>Draws each trial evenly from the ranges and lists; better than a grid where some axes do not matter.</source>
        <translation>Zieht jeden Versuch gleichmäßig aus den Bereichen und Listen; besser als ein Raster, wo manche Achsen nicht zählen.</translation>
    </message>
    <message>
        <source>Draws the first ten trials evenly, then where good results lie close together (Bergstra et al. 2011).</source>
        <translation>Zieht die ersten zehn Versuche gleichmäßig, dann dort, wo gute Ergebnisse dicht beieinander liegen (Bergstra u. a. 2011).</translation>
    </message>
    <message>
        <source>The batch size varies: the peak learning rate follows it, %1. The base settings decide that.</source>
        <comment>how the rate is scaled</comment>
        <translation>Die Batchgröße ändert sich: Die höchste Lernrate folgt ihr %1. Das bestimmen die Grundeinstellungen.</translation>
    </message>
    <message numerus="yes">
        <source>%1, batch %L2, %L3 epochs; %Ln setting(s) other than the default</source>
        <comment>an encoder …</comment>
        <translation>
            <numerusform>%1, Batch %L2, %L3 Epochen; %Ln Einstellung weicht von der Vorgabe ab</numerusform>
            <numerusform>%1, Batch %L2, %L3 Epochen; %Ln Einstellungen weichen von der Vorgabe ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln axis(es) do not fit yet.</source>
        <translation>
            <numerusform>%Ln Achse passt noch nicht.</numerusform>
            <numerusform>%Ln Achsen passen noch nicht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NotesPanel</name>
    <message>
        <source>Ta&amp;gs:</source>
        <translation>Ta&amp;gs:</translation>
    </message>
    <message>
        <source>paper, ablation</source>
        <translation>Paper, Ablation</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>Tags, mit Komma getrennt</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Show the note as it reads, with its Markdown carried out</source>
        <translation>Die Notiz zum Lesen zeigen, mit ausgeführtem Markdown</translation>
    </message>
    <message>
        <source>What should be remembered of this run? Markdown is understood.</source>
        <translation>Was soll von diesem Lauf in Erinnerung bleiben? Markdown wird verstanden.</translation>
    </message>
    <message>
        <source>Note on the run</source>
        <translation>Notiz zum Lauf</translation>
    </message>
    <message>
        <source>Note on the run, to read</source>
        <translation>Notiz zum Lauf, zum Lesen</translation>
    </message>
</context>
<context>
    <name>tandem::NumbersView</name>
    <message>
        <source>Evaluations of the runs</source>
        <translation>Auswertungen der Läufe</translation>
    </message>
    <message>
        <source>Runs that differ in their seed alone stand together: mean ± standard deviation. What was measured while training and what was measured afterwards are different claims, in columns of their own.</source>
        <translation>Läufe, die sich nur im Startwert unterscheiden, stehen zusammen: Mittel ± Standardabweichung. Was beim Training und was danach gemessen wurde, sind verschiedene Aussagen, in eigenen Spalten.</translation>
    </message>
    <message>
        <source>Run or experiment</source>
        <translation>Lauf oder Experiment</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message numerus="yes">
        <source>Mean ± standard deviation of %n run(s)</source>
        <translation>
            <numerusform>Mittel ± Standardabweichung von %n Lauf</numerusform>
            <numerusform>Mittel ± Standardabweichung von %n Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
</context>
<context>
    <name>tandem::OperationForm</name>
    <message>
        <source>Parameters of the operation</source>
        <translation>Parameter der Operation</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>torchvision: area uniform</source>
        <translation>torchvision: Fläche gleichverteilt</translation>
    </message>
    <message>
        <source>TensorFlow (the paper&apos;s code): side uniform</source>
        <translation>TensorFlow (Code des Papers): Seite gleichverteilt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>entry of the undo history: operation, parameter</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Acts on</source>
        <translation>Wirkt auf</translation>
    </message>
    <message>
        <source>Both views</source>
        <translation>Beide Ansichten</translation>
    </message>
    <message>
        <source>First view only</source>
        <translation>Nur die erste</translation>
    </message>
    <message>
        <source>Second view only</source>
        <translation>Nur die zweite</translation>
    </message>
    <message>
        <source>SimCLR&apos;s value for ImageNet: %1</source>
        <comment>number with its unit</comment>
        <translation>SimCLRs Wert für ImageNet: %1</translation>
    </message>
</context>
<context>
    <name>tandem::OperationList</name>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Space switches an operation on and off, Alt with the arrow keys moves it.</source>
        <translation>Die Leertaste schaltet eine Operation ein und aus, Alt mit den Pfeiltasten verschiebt sie.</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>an operation, its probability and cost</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>1st view</source>
        <translation>1. Ansicht</translation>
    </message>
    <message>
        <source>2nd view</source>
        <translation>2. Ansicht</translation>
    </message>
    <message>
        <source>&lt; 1 µs</source>
        <translation>&lt; 1 µs</translation>
    </message>
</context>
<context>
    <name>tandem::PairBrowser</name>
    <message>
        <source>Select both</source>
        <translation>Beide auswählen</translation>
    </message>
    <message>
        <source>Here will be pairs of images that the encoder takes for more alike than two views of one image.</source>
        <translation>Hier stehen Paare von Bildern, die der Encoder für ähnlicher hält als zwei Ansichten eines Bildes.</translation>
    </message>
    <message>
        <source>Which pairs are shown</source>
        <translation>Welche Paare gezeigt werden</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>Alle Paare</translation>
    </message>
    <message>
        <source>Same class</source>
        <translation>Gleiche Klasse</translation>
    </message>
    <message>
        <source>Other class</source>
        <translation>Andere Klasse</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>Beinahe-Duplikate</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>which pairs, and how many of them there are</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
</context>
<context>
    <name>tandem::PairModel</name>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>same: %1</source>
        <translation>gleiche: %1</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleiche</translation>
    </message>
    <message>
        <source>other: %1, %2</source>
        <translation>andere: %1, %2</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>near-duplicates</source>
        <translation>Beinahe-Duplikate</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>nicht markiert</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positives</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Near-duplicate</source>
        <translation>Beinahe-Duplikat</translation>
    </message>
    <message>
        <source>likely</source>
        <extracomment>of a pair whose cosine is that of near-duplicates, unless a person has marked it</extracomment>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>By how much the cosine of the pair is above that of the positive</source>
        <translation>Um wie viel der Kosinus des Paars über dem des Positiven liegt</translation>
    </message>
    <message>
        <source>Excess</source>
        <translation>Überschuss</translation>
    </message>
    <message>
        <source>Cosine of the two views of one of both images: what the loss pulls together</source>
        <translation>Kosinus der beiden Ansichten eines der beiden Bilder: was der Verlust zusammenzieht</translation>
    </message>
</context>
<context>
    <name>tandem::PairsPanel</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) as the trainer saw them in epoch %1, step %2</source>
        <translation>
            <numerusform>%n Bild, wie der Trainer es in Epoche %1, Schritt %2 sah</numerusform>
            <numerusform>%n Bilder, wie der Trainer sie in Epoche %1, Schritt %2 sah</numerusform>
        </translation>
    </message>
    <message>
        <source>Sample %1, view %2 of 2, epoch %3, %4 × %4 pixels</source>
        <translation>Bild %1, Ansicht %2 von 2, Epoche %3, %4 × %4 Pixel</translation>
    </message>
    <message>
        <source>Two views of each sample</source>
        <translation>Zwei Ansichten jedes Bildes</translation>
    </message>
    <message>
        <source>epoch %L1, step %L2</source>
        <translation>Epoche %L1, Schritt %L2</translation>
    </message>
    <message>
        <source>#%1</source>
        <comment>number of a sample</comment>
        <translation>Nr. %1</translation>
    </message>
</context>
<context>
    <name>tandem::PaletteModel</name>
    <message>
        <source>not available now</source>
        <translation>jetzt nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>tandem::PaperPanel</name>
    <message>
        <source>The paper&apos;s numbers and ours</source>
        <translation>Die Zahlen des Papers und unsere</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>source of a table, what was measured there</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ours: %1, on these images. Compare the order of the cells, not the numbers.</source>
        <translation>Unsere: %1, mit diesen Bildern. Vergleichen Sie die Reihenfolge der Zellen, nicht die Zahlen.</translation>
    </message>
    <message numerus="yes">
        <source>The orders agree by a rank correlation of %1 over %Ln cell(s).</source>
        <translation>
            <numerusform>Die Reihenfolgen stimmen mit einer Rangkorrelation von %1 über %Ln Zelle überein.</numerusform>
            <numerusform>Die Reihenfolgen stimmen mit einer Rangkorrelation von %1 über %Ln Zellen überein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paper, top-1</source>
        <translation>Paper, Top-1</translation>
    </message>
    <message>
        <source>Ours, %1</source>
        <translation>Unsere, %1</translation>
    </message>
    <message>
        <source>Paper, entropy</source>
        <translation>Paper, Entropie</translation>
    </message>
    <message>
        <source>Ours, entropy</source>
        <translation>Unsere, Entropie</translation>
    </message>
    <message>
        <source>Paper, contrastive</source>
        <translation>Paper, kontrastiv</translation>
    </message>
    <message>
        <source>Ours, contrastive</source>
        <translation>Unsere, kontrastiv</translation>
    </message>
</context>
<context>
    <name>tandem::ParallelPlot</name>
    <message>
        <source>Parallel coordinates</source>
        <translation>Parallele Koordinaten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) over %1</source>
        <comment>the axes follow</comment>
        <translation>
            <numerusform>%Ln Lauf über %1</numerusform>
            <numerusform>%Ln Läufe über %1</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <comment>no value on an axis</comment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1; axis %2</source>
        <comment>what is shown, the chosen axis</comment>
        <translation>%1; Achse %2</translation>
    </message>
</context>
<context>
    <name>tandem::PastPairDialog</name>
    <message>
        <source>Pair of a past run</source>
        <translation>Paar eines früheren Laufs</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Epoch</source>
        <translation>&amp;Epoche</translation>
    </message>
    <message>
        <source>&amp;Sample</source>
        <translation>&amp;Bild</translation>
    </message>
    <message>
        <source>Opening the images of the run…</source>
        <translation>Die Bilder des Laufs werden geöffnet…</translation>
    </message>
    <message>
        <source>View %1</source>
        <translation>Ansicht %1</translation>
    </message>
    <message>
        <source>%1, class %2</source>
        <extracomment>number and file of an image, its class</extracomment>
        <translation>%1, Klasse %2</translation>
    </message>
    <message>
        <source>The run&apos;s settings leave no image to train on.</source>
        <translation>Die Einstellungen des Laufs lassen kein Bild zum Trainieren übrig.</translation>
    </message>
    <message>
        <source>The run has finished no epoch yet: there is no pair to show.</source>
        <translation>Der Lauf hat noch keine Epoche abgeschlossen: Es gibt kein Paar zu zeigen.</translation>
    </message>
    <message>
        <source>These are not the views that its trainer got: the run began with %1 training images, and there are %2 now.</source>
        <translation>Dies sind nicht die Ansichten, die sein Training bekam: Der Lauf begann mit %1 Trainingsbildern, und jetzt sind es %2.</translation>
    </message>
    <message>
        <source>These are not the views that its trainer got: the images at %1 are not those that the run began with.</source>
        <translation>Dies sind nicht die Ansichten, die sein Training bekam: Die Bilder unter %1 sind nicht die, mit denen der Lauf begann.</translation>
    </message>
    <message>
        <source>Made again from the run&apos;s settings and seed by the processor. The run&apos;s device rendered its views: no value differs by more than 2 of 255.</source>
        <translation>Aus Einstellungen und Startwert des Laufs vom Prozessor neu gemacht. Das Gerät des Laufs rechnete seine Ansichten: Kein Wert weicht um mehr als 2 von 255 ab.</translation>
    </message>
    <message>
        <source>Made again from the run&apos;s settings and seed: byte for byte what its trainer got.</source>
        <translation>Aus Einstellungen und Startwert des Laufs neu gemacht: Byte für Byte, was sein Training bekam.</translation>
    </message>
    <message>
        <source>This holds if the images are still the same: the run did not store what they were.</source>
        <translation>Das gilt, wenn die Bilder noch dieselben sind: Der Lauf hat nicht gespeichert, welche es waren.</translation>
    </message>
    <message>
        <source>The run was not trained on %1: this is another image.</source>
        <translation>Der Lauf wurde nicht auf %1 trainiert: Dies ist ein anderes Bild.</translation>
    </message>
</context>
<context>
    <name>tandem::PcaView</name>
    <message>
        <source>PCA of %1, %2 % and %3 % of the variance</source>
        <translation>PCA von %1, %2 % und %3 % der Varianz</translation>
    </message>
    <message>
        <source>PCA of %1, axes of epoch %2 with %3 % and %4 % of its variance</source>
        <extracomment>%2: number of an epoch; %3 and %4: shares of the variance of that epoch&apos;s features</extracomment>
        <translation>PCA von %1, Achsen der Epoche %2 mit %3 % und %4 % von deren Varianz</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Hauptkomponenten</translation>
    </message>
    <message>
        <source>Here will be the same images on the axes along which they vary most.</source>
        <translation>Hier erscheinen dieselben Bilder auf den Achsen, entlang deren sie sich am meisten unterscheiden.</translation>
    </message>
    <message>
        <source>Take the axes of the newest epoch</source>
        <translation>Die Achsen der neuesten Epoche nehmen</translation>
    </message>
</context>
<context>
    <name>tandem::PipelineEditor</name>
    <message>
        <source>Own pipeline</source>
        <translation>Eigene Pipeline</translation>
    </message>
    <message>
        <source>Saved in this project.</source>
        <translation>In diesem Projekt gesichert.</translation>
    </message>
    <message>
        <source>Not saved in this project.</source>
        <translation>In diesem Projekt nicht gesichert.</translation>
    </message>
    <message>
        <source>Changed from: %1</source>
        <translation>Geändert gegenüber: %1</translation>
    </message>
    <message>
        <source>own; </source>
        <translation>eigen; </translation>
    </message>
    <message>
        <source>Preset %1</source>
        <translation>Vorlage %1</translation>
    </message>
    <message>
        <source>Pipeline %1</source>
        <translation>Pipeline %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>In %1 geschrieben.</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Sichern als %1</translation>
    </message>
    <message>
        <source>%1 is kept in this project.</source>
        <translation>%1 ist in diesem Projekt gesichert.</translation>
    </message>
    <message>
        <source>Start run with this pipeline…</source>
        <translation>Lauf mit dieser Pipeline starten…</translation>
    </message>
    <message>
        <source>Preset or saved pipeline</source>
        <translation>Vorlage oder gesicherte Pipeline</translation>
    </message>
    <message>
        <source>Save, rename, import, export</source>
        <translation>Sichern, umbenennen, importieren, exportieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Side of a view</source>
        <translation>Seite einer Ansicht</translation>
    </message>
    <message>
        <source>Color strength s</source>
        <translation>Farbstärke s</translation>
    </message>
    <message>
        <source>Color strength</source>
        <translation>Farbstärke</translation>
    </message>
    <message>
        <source>Add an operation</source>
        <translation>Operation hinzufügen</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Nach unten (Alt+Ab)</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Entfernen (Entf)</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Measuring the cost…</source>
        <translation>Die Kosten werden gemessen…</translation>
    </message>
    <message>
        <source>Switch on %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Switch off %1</source>
        <translation>%1 ausschalten</translation>
    </message>
    <message>
        <source>Pipelines (*.json)</source>
        <translation>Pipelines (*.json)</translation>
    </message>
    <message>
        <source>&amp;Save in the project…</source>
        <translation>Im Projekt &amp;sichern…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete from the project</source>
        <translation>Aus dem Projekt &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Import a pipeline</source>
        <translation>Pipeline importieren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Export the pipeline</source>
        <translation>Pipeline exportieren</translation>
    </message>
    <message>
        <source>Copy as &amp;torchvision code</source>
        <translation>Als &amp;torchvision-Code kopieren</translation>
    </message>
    <message>
        <source>The pipeline lies in the clipboard as Python code for torchvision.</source>
        <translation>Die Pipeline liegt als Python-Code für torchvision in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save in the project</source>
        <translation>Im Projekt sichern</translation>
    </message>
    <message>
        <source>Name of the pipeline:</source>
        <translation>Name der Pipeline:</translation>
    </message>
    <message>
        <source>Rename the pipeline</source>
        <translation>Pipeline umbenennen</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>Neuer Name:</translation>
    </message>
    <message>
        <source>Rename to %1</source>
        <translation>Umbenennen in %1</translation>
    </message>
    <message>
        <source>Renamed to %1.</source>
        <translation>In %1 umbenannt.</translation>
    </message>
    <message>
        <source>Composition study…</source>
        <translation>Kompositionsstudie…</translation>
    </message>
    <message>
        <source>Trains a short run for each pair of operations, and shows which pairs make good features</source>
        <translation>Trainiert für jedes Paar von Operationen einen kurzen Lauf und zeigt, welche Paare zu guten Merkmalen führen</translation>
    </message>
    <message>
        <source>The project has another pipeline named %1. Replace it?</source>
        <translation>Das Projekt hat eine andere Pipeline namens %1. Soll sie ersetzt werden?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Deleted from the project. Undo brings it back.</source>
        <translation>Aus dem Projekt gelöscht. Rückgängig holt sie zurück.</translation>
    </message>
    <message>
        <source>Sets every color jitter to s times ± 80 % of brightness, contrast and saturation and ± 72° of hue, which are 0.8s and 0.2s in the paper. It takes s = 1 for ImageNet and 0.5 for CIFAR-10.</source>
        <translation>Setzt jede Farbänderung auf das s-Fache von ± 80 % Helligkeit, Kontrast und Sättigung und ± 72° Farbton; im Artikel sind das 0,8s und 0,2s. Er nimmt s = 1 für ImageNet und 0,5 für CIFAR-10.</translation>
    </message>
</context>
<context>
    <name>tandem::PipelinesView</name>
    <message>
        <source>Other &amp;images</source>
        <translation>Andere &amp;Bilder</translation>
    </message>
    <message>
        <source>Views of the pipelines on equal draws</source>
        <translation>Ansichten der Pipelines bei gleichen Ziehungen</translation>
    </message>
    <message>
        <source>Views are being made…</source>
        <translation>Die Ansichten entstehen…</translation>
    </message>
    <message>
        <source>Show the pipelines on other images</source>
        <translation>Die Pipelines an anderen Bildern zeigen</translation>
    </message>
    <message>
        <source>All these runs see the same views: their pipelines are equal.</source>
        <translation>Alle diese Läufe sehen dieselben Ansichten: Ihre Pipelines sind gleich.</translation>
    </message>
    <message>
        <source>The settings of these runs cannot be read by this version.</source>
        <translation>Die Einstellungen dieser Läufe kann diese Version nicht lesen.</translation>
    </message>
</context>
<context>
    <name>tandem::PointsDialog</name>
    <message>
        <source>Points of the chart %1</source>
        <translation>Punkte des Diagramms %1</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>tandem::PointsModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>tandem::PointsSaving</name>
    <message>
        <source>Writing the points…</source>
        <translation>Die Punkte werden geschrieben…</translation>
    </message>
    <message>
        <source>Stopped; nothing was left behind.</source>
        <translation>Angehalten; nichts blieb zurück.</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
</context>
<context>
    <name>tandem::PreflightPanel</name>
    <message>
        <source>Estimate before the start</source>
        <translation>Schätzung vor dem Start</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Trains a few steps without keeping anything, and reckons from them what the run will take.</source>
        <translation>Trainiert ein paar Schritte, ohne etwas zu behalten, und rechnet daraus, was der Lauf braucht.</translation>
    </message>
    <message>
        <source>A few steps are being trained</source>
        <translation>Ein paar Schritte werden trainiert</translation>
    </message>
    <message>
        <source>%1 of %2 available</source>
        <translation>%1 von %2 verfügbaren</translation>
    </message>
    <message>
        <source>%1, more than the %2 available</source>
        <translation>%1, mehr als die verfügbaren %2</translation>
    </message>
    <message>
        <source>%1 an epoch</source>
        <translation>%1 je Epoche</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Of the settings as they stood before: estimate again.</source>
        <translation>Gilt für frühere Einstellungen: Schätzen Sie neu.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Estimate again</source>
        <translation>Neu schätzen</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzen</translation>
    </message>
    <message>
        <source>%L1 images would fit</source>
        <translation>%L1 Bilder würden passen</translation>
    </message>
    <message>
        <source>not even the smallest fits</source>
        <translation>nicht einmal der kleinste passt</translation>
    </message>
</context>
<context>
    <name>tandem::PreviewBar</name>
    <message>
        <source>How many samples</source>
        <translation>Wie viele Bilder</translation>
    </message>
    <message>
        <source>How many epochs</source>
        <translation>Wie viele Epochen</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>Startwert der Ziehungen</translation>
    </message>
    <message>
        <source>Class of the samples</source>
        <translation>Klasse der Bilder</translation>
    </message>
    <message>
        <source>Search by file name</source>
        <translation>Nach Dateinamen suchen</translation>
    </message>
    <message>
        <source>Other samples at random</source>
        <translation>Andere Bilder, zufällig</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>Startwert behalten</translation>
    </message>
    <message>
        <source>Keep the seed; otherwise it moves on every second</source>
        <translation>Startwert behalten; sonst läuft er jede Sekunde weiter</translation>
    </message>
    <message>
        <source>Pipeline to compare with</source>
        <translation>Pipeline zum Vergleich</translation>
    </message>
    <message>
        <source>Size of the views</source>
        <translation>Größe der Ansichten</translation>
    </message>
    <message>
        <source>Size of the views (Ctrl and the wheel)</source>
        <translation>Größe der Ansichten (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Epochs shown: %L1. So many samples of this size leave no room for more.</source>
        <translation>Gezeigte Epochen: %L1. So viele Bilder dieser Größe lassen keinen Platz für mehr.</translation>
    </message>
    <message>
        <source>Show a pair of a past run</source>
        <translation>Paar eines früheren Laufs zeigen</translation>
    </message>
    <message>
        <source>Show a pair of a past run: the views that its trainer got of an image in an epoch</source>
        <translation>Paar eines früheren Laufs zeigen: die Ansichten, die sein Training in einer Epoche von einem Bild bekam</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>tandem::PreviewGrid</name>
    <message>
        <source>Previewed views</source>
        <translation>Vorschau der Ansichten</translation>
    </message>
    <message>
        <source>Sample %1, epoch %2, view %3: %4</source>
        <extracomment>%1: number of an image, %2: epoch, %3: 1 or 2, %4: list of parameters</extracomment>
        <translation>Bild %1, Epoche %2, Ansicht %3: %4</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>The arrow keys move from one view to the next.</source>
        <translation>Die Pfeiltasten gehen von einer Ansicht zur nächsten.</translation>
    </message>
    <message>
        <source>Pipeline %1. %2</source>
        <extracomment>A or B; then what is said of a view</extracomment>
        <translation>Pipeline %1. %2</translation>
    </message>
    <message>
        <source>A: as designed here · B: %1</source>
        <extracomment>of two compared pipelines: what marks their rows</extracomment>
        <translation>A: wie hier entworfen · B: %1</translation>
    </message>
</context>
<context>
    <name>tandem::ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>noch etwa %n Sekunde</numerusform>
            <numerusform>noch etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::QueueModel</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>where a run is at work: on CPU, on GPU 1</comment>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>a waiting run</comment>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>sweep paused</source>
        <comment>a waiting run</comment>
        <translation>Reihe pausiert</translation>
    </message>
    <message>
        <source>queue paused</source>
        <comment>a waiting run</comment>
        <translation>Warteschlange angehalten</translation>
    </message>
    <message>
        <source>next</source>
        <comment>a waiting run</comment>
        <translation>als Nächstes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) before it</source>
        <translation>
            <numerusform>%Ln Lauf davor</numerusform>
            <numerusform>%Ln Läufe davor</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a run, its place in the queue</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Platz</translation>
    </message>
</context>
<context>
    <name>tandem::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Runs in the queue</source>
        <translation>Läufe in der Warteschlange</translation>
    </message>
    <message>
        <source>Nothing waits. A new run begins at once; while it holds the device, further ones wait here in line.</source>
        <translation>Nichts wartet. Ein neuer Lauf beginnt sofort; solange er das Gerät hält, warten weitere hier der Reihe nach.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what an action does, its keys</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Pause queue</source>
        <translation>Warteschlange an&amp;halten</translation>
    </message>
    <message>
        <source>Begin no further runs; what is at work goes on (%1)</source>
        <translation>Keine weiteren Läufe beginnen; was läuft, geht weiter (%1)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Let the run begin earlier</source>
        <translation>Den Lauf früher beginnen lassen</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Let the run begin later</source>
        <translation>Den Lauf später beginnen lassen</translation>
    </message>
    <message>
        <source>Move to the &amp;front</source>
        <translation>Ganz nach &amp;vorn</translation>
    </message>
    <message>
        <source>Let the run begin next</source>
        <translation>Den Lauf als nächsten beginnen lassen</translation>
    </message>
    <message>
        <source>Move to the &amp;end</source>
        <translation>Ganz nach &amp;hinten</translation>
    </message>
    <message>
        <source>Let the run begin last</source>
        <translation>Den Lauf zuletzt beginnen lassen</translation>
    </message>
    <message>
        <source>Pause in the &amp;queue</source>
        <translation>In der &amp;Warteschlange pausieren</translation>
    </message>
    <message>
        <source>Keep the run from beginning until it is let go on</source>
        <translation>Den Lauf nicht beginnen lassen, bis es weitergehen soll</translation>
    </message>
    <message>
        <source>&amp;Take out of the queue</source>
        <translation>Aus der Warteschlange &amp;nehmen</translation>
    </message>
    <message>
        <source>Take the run out; it can be brought back for a while</source>
        <translation>Den Lauf herausnehmen; eine Weile lässt er sich zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln läuft</numerusform>
            <numerusform>%Ln laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln wartet</numerusform>
            <numerusform>%Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Let the queue go on</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Let go on in the &amp;queue</source>
        <translation>In der &amp;Warteschlange fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) taken out.</source>
        <translation>
            <numerusform>%Ln Lauf herausgenommen.</numerusform>
            <numerusform>%Ln Läufe herausgenommen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunActions</name>
    <message>
        <source>New &amp;run…</source>
        <translation>&amp;Neuer Lauf…</translation>
    </message>
    <message>
        <source>Start a run with settings of your choice</source>
        <translation>Einen Lauf mit Einstellungen Ihrer Wahl starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stop within one step and keep a checkpoint to go on from</source>
        <translation>Innerhalb eines Schritts anhalten und einen Checkpoint zum Weitermachen behalten</translation>
    </message>
    <message>
        <source>Stop after this &amp;epoch</source>
        <translation>Nach dieser &amp;Epoche anhalten</translation>
    </message>
    <message>
        <source>Finish the epoch that is under way, evaluate, then stop</source>
        <translation>Die laufende Epoche beenden, auswerten, dann anhalten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, bit for bit</source>
        <translation>Vom letzten Checkpoint weitermachen, Bit für Bit</translation>
    </message>
    <message>
        <source>&amp;Duplicate…</source>
        <translation>&amp;Duplizieren…</translation>
    </message>
    <message>
        <source>Start another run from this one&apos;s settings</source>
        <translation>Einen weiteren Lauf mit diesen Einstellungen starten</translation>
    </message>
    <message>
        <source>Show &amp;folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Open the folder that holds everything of this run</source>
        <translation>Den Ordner öffnen, der alles von diesem Lauf enthält</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what an action does, its keys</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>U&amp;mbenennen</translation>
    </message>
    <message>
        <source>Give the run another name</source>
        <translation>Dem Lauf einen anderen Namen geben</translation>
    </message>
    <message>
        <source>S&amp;tar</source>
        <translation>&amp;Stern</translation>
    </message>
    <message>
        <source>Mark the selected runs with a star, or take it away</source>
        <translation>Die ausgewählten Läufe mit einem Stern versehen oder ihn wegnehmen</translation>
    </message>
    <message>
        <source>Ta&amp;gs…</source>
        <translation>Ta&amp;gs…</translation>
    </message>
    <message>
        <source>Add tags to the selected runs, or take them away</source>
        <translation>Den ausgewählten Läufen Tags geben oder nehmen</translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation>&amp;Bezugslauf</translation>
    </message>
    <message>
        <source>Pin the run on top and show how all others differ from it</source>
        <translation>Den Lauf oben anheften und zeigen, wie alle anderen von ihm abweichen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Compare the selected runs: two to eight</source>
        <translation>Die ausgewählten Läufe vergleichen: zwei bis acht</translation>
    </message>
    <message>
        <source>Move to tras&amp;h</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>Throw the selected runs away; they can be brought back</source>
        <translation>Die ausgewählten Läufe wegwerfen; sie lassen sich zurückholen</translation>
    </message>
    <message>
        <source>Undo trash</source>
        <translation>Wegwerfen rückgängig</translation>
    </message>
    <message>
        <source>Bring back what was just thrown away</source>
        <translation>Das zuletzt Weggeworfene zurückholen</translation>
    </message>
    <message>
        <source>F&amp;ilter runs</source>
        <translation>Läufe fi&amp;ltern</translation>
    </message>
    <message>
        <source>Write what to look for</source>
        <translation>Schreiben, wonach gesucht wird</translation>
    </message>
    <message>
        <source>Co&amp;lumns…</source>
        <translation>Spal&amp;ten…</translation>
    </message>
    <message>
        <source>Choose the columns of the table</source>
        <translation>Die Spalten der Tabelle wählen</translation>
    </message>
    <message>
        <source>&amp;Only differences</source>
        <translation>Nur &amp;Unterschiede</translation>
    </message>
    <message>
        <source>Hide the columns in which the runs that are shown all agree</source>
        <translation>Die Spalten ausblenden, in denen alle gezeigten Läufe übereinstimmen</translation>
    </message>
    <message>
        <source>Open trash…</source>
        <translation>Papierkorb öffnen…</translation>
    </message>
    <message>
        <source>Bring runs back, or remove them for good</source>
        <translation>Läufe zurückholen oder endgültig löschen</translation>
    </message>
    <message>
        <source>Show the &amp;queue</source>
        <translation>&amp;Warteschlange zeigen</translation>
    </message>
    <message>
        <source>Show what runs and what waits</source>
        <translation>Zeigen, was läuft und was wartet</translation>
    </message>
</context>
<context>
    <name>tandem::RunController</name>
    <message>
        <source>%1 · seed %2</source>
        <comment>name of a run, its seed</comment>
        <translation>%1 · Startwert %2</translation>
    </message>
</context>
<context>
    <name>tandem::RunDetail</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>trained for %1</source>
        <translation>%1 trainiert</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>%1 waiting for data</source>
        <translation>%1 Warten auf Daten</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>%1 Speicher</translation>
    </message>
    <message>
        <source>The views come with the first step.</source>
        <translation>Die Ansichten kommen mit dem ersten Schritt.</translation>
    </message>
    <message>
        <source>No views were kept.</source>
        <translation>Es wurden keine Ansichten behalten.</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>tandem::RunExchange</name>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Report…</source>
        <translation>&amp;Bericht…</translation>
    </message>
    <message>
        <source>One HTML page: settings, curves, evaluations, views</source>
        <translation>Eine HTML-Seite: Einstellungen, Kurven, Auswertungen, Ansichten</translation>
    </message>
    <message>
        <source>&amp;Archive…</source>
        <translation>&amp;Archiv…</translation>
    </message>
    <message>
        <source>The selected runs as one file, with their checkpoints</source>
        <translation>Die ausgewählten Läufe als eine Datei, mit ihren Checkpoints</translation>
    </message>
    <message>
        <source>&amp;Points…</source>
        <translation>&amp;Punkte…</translation>
    </message>
    <message>
        <source>All that was measured, as comma-separated values</source>
        <translation>Alles Gemessene als kommagetrennte Werte</translation>
    </message>
    <message>
        <source>Log for &amp;TensorBoard…</source>
        <translation>Protokoll für &amp;TensorBoard…</translation>
    </message>
    <message>
        <source>Event files that TensorBoard shows</source>
        <translation>Ereignisdateien, die TensorBoard zeigt</translation>
    </message>
    <message>
        <source>Ta&amp;ble of runs…</source>
        <translation>Tabelle der &amp;Läufe…</translation>
    </message>
    <message>
        <source>As comma-separated values, Markdown or LaTeX</source>
        <translation>Als kommagetrennte Werte, Markdown oder LaTeX</translation>
    </message>
    <message>
        <source>&amp;Whole project…</source>
        <translation>&amp;Ganzes Projekt…</translation>
    </message>
    <message>
        <source>All runs, sweeps, notes and layouts as one file</source>
        <translation>Alle Läufe, Sweeps, Notizen und Anordnungen als eine Datei</translation>
    </message>
    <message>
        <source>Runs from an &amp;archive…</source>
        <translation>Läufe aus einem &amp;Archiv…</translation>
    </message>
    <message>
        <source>Runs that were exported, from any project</source>
        <translation>Exportierte Läufe aus jedem Projekt</translation>
    </message>
    <message>
        <source>&amp;TensorBoard log…</source>
        <translation>&amp;TensorBoard-Protokoll…</translation>
    </message>
    <message>
        <source>Each folder with event files becomes a run</source>
        <translation>Jeder Ordner mit Ereignisdateien wird ein Lauf</translation>
    </message>
    <message>
        <source>Stopped; nothing was left behind.</source>
        <translation>Angehalten; nichts blieb zurück.</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Der Bericht wird geschrieben…</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Writing the points…</source>
        <translation>Die Punkte werden geschrieben…</translation>
    </message>
    <message>
        <source>Writing event files…</source>
        <translation>Ereignisdateien werden geschrieben…</translation>
    </message>
    <message>
        <source>Written. Look at it with: tensorboard --logdir %1</source>
        <translation>Geschrieben. Ansehen mit: tensorboard --logdir %1</translation>
    </message>
    <message>
        <source>Packing the project…</source>
        <translation>Das Projekt wird gepackt…</translation>
    </message>
    <message numerus="yes">
        <source>Packing %n run(s)…</source>
        <translation>
            <numerusform>%n Lauf wird gepackt…</numerusform>
            <numerusform>%n Läufe werden gepackt…</numerusform>
        </translation>
    </message>
    <message>
        <source>Taking in runs…</source>
        <translation>Läufe werden aufgenommen…</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were taken in.</source>
        <translation>
            <numerusform>%n Lauf wurde aufgenommen.</numerusform>
            <numerusform>%n Läufe wurden aufgenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them were here already and stand beside the old ones.</source>
        <translation>
            <numerusform>%n davon war schon da und steht neben dem alten.</numerusform>
            <numerusform>%n davon waren schon da und stehen neben den alten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading event files…</source>
        <translation>Ereignisdateien werden gelesen…</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>Export points</source>
        <translation>Punkte exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Export runs</source>
        <translation>Läufe exportieren</translation>
    </message>
    <message>
        <source>Archive (*.tar.gz)</source>
        <translation>Archiv (*.tar.gz)</translation>
    </message>
    <message>
        <source>Export project</source>
        <translation>Projekt exportieren</translation>
    </message>
    <message>
        <source>runs</source>
        <comment>name of a file</comment>
        <translation>laeufe</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>LaTeX (*.tex)</source>
        <translation>LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>Folder for the log</source>
        <translation>Ordner für das Protokoll</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>Läufe importieren</translation>
    </message>
    <message>
        <source>Archive (*.tar.gz *.tgz)</source>
        <translation>Archiv (*.tar.gz *.tgz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import TensorBoard log</source>
        <translation>TensorBoard-Protokoll importieren</translation>
    </message>
    <message>
        <source>is being trained</source>
        <translation>wird gerade trainiert</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>ist nicht lesbar</translation>
    </message>
    <message>
        <source>is in this project already</source>
        <translation>ist schon in diesem Projekt</translation>
    </message>
    <message>
        <source>lies in this project&apos;s trash</source>
        <translation>liegt im Papierkorb dieses Projekts</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them wait in the queue, paused.</source>
        <translation>
            <numerusform>%n davon wartet in der Warteschlange, angehalten.</numerusform>
            <numerusform>%n davon warten in der Warteschlange, angehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sweep(s) came along, paused.</source>
        <translation>
            <numerusform>%n Sweep kam mit, angehalten.</numerusform>
            <numerusform>%n Sweeps kamen mit, angehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n run(s) lie complete in %1.</source>
        <translation>
            <numerusform>Angehalten; %n Lauf liegt vollständig in %1.</numerusform>
            <numerusform>Angehalten; %n Läufe liegen vollständig in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunLegend</name>
    <message>
        <source>Runs in the charts</source>
        <translation>Läufe in den Diagrammen</translation>
    </message>
    <message>
        <source>Choose a run to make its curves stand out; Esc shows all alike</source>
        <translation>Einen Lauf wählen, um seine Kurven hervorzuheben; Esc zeigt alle gleich</translation>
    </message>
</context>
<context>
    <name>tandem::RunSettingsPanel</name>
    <message>
        <source>%1, changed from %2</source>
        <translation>%1, geändert von %2</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>Einstellungen des Laufs</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>&amp;Alles kopieren</translation>
    </message>
    <message>
        <source>The settings of this run</source>
        <translation>Die Einstellungen dieses Laufs</translation>
    </message>
</context>
<context>
    <name>tandem::RunTableDelegate</name>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
</context>
<context>
    <name>tandem::RunTableModel</name>
    <message>
        <source>Step %L1 of %L2</source>
        <translation>Schritt %L1 von %L2</translation>
    </message>
    <message>
        <source>Starred; Ctrl+D takes the star away</source>
        <translation>Mit Stern; Strg+D nimmt ihn weg</translation>
    </message>
    <message>
        <source>Ctrl+D gives a star</source>
        <translation>Strg+D gibt einen Stern</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>not starred</source>
        <translation>ohne Stern</translation>
    </message>
    <message>
        <source>%1, %2 against the baseline</source>
        <translation>%1, %2 gegenüber dem Bezugslauf</translation>
    </message>
    <message>
        <source>%1, the baseline</source>
        <translation>%1, der Bezugslauf</translation>
    </message>
    <message numerus="yes">
        <source>Settings cannot be read: %n run(s)</source>
        <translation>
            <numerusform>Einstellungen nicht lesbar: %n Lauf</numerusform>
            <numerusform>Einstellungen nicht lesbar: %n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n seed(s)</source>
        <comment>name of a run</comment>
        <translation>
            <numerusform>%1: %n Startwert</numerusform>
            <numerusform>%1: %n Startwerte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2: %n run(s)</source>
        <comment>a column, its value</comment>
        <translation>
            <numerusform>%1 %2: %n Lauf</numerusform>
            <numerusform>%1 %2: %n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>lowest and highest</comment>
        <translation>%1 – %2</translation>
    </message>
    <message numerus="yes">
        <source>Mean ± standard deviation of %n run(s)</source>
        <translation>
            <numerusform>Mittel ± Standardabweichung von %n Lauf</numerusform>
            <numerusform>Mittel ± Standardabweichung von %n Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Of one run</source>
        <translation>Eines Laufs</translation>
    </message>
</context>
<context>
    <name>tandem::RunTablePanel</name>
    <message>
        <source>New run…</source>
        <translation>Neuer Lauf…</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Put runs together, with means over each group</source>
        <translation>Läufe zusammenfassen, mit Mitteln über jede Gruppe</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Columns, and looks of this table that you have saved</source>
        <translation>Spalten und gespeicherte Ansichten dieser Tabelle</translation>
    </message>
    <message>
        <source>Grouped</source>
        <translation>Gruppiert</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>Kein Lauf passt zum Filter.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Nicht gruppiert</translation>
    </message>
    <message>
        <source>By experiment: runs that differ in their seed alone</source>
        <translation>Nach Experiment: Läufe, die sich nur im Startwert unterscheiden</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>The runs agree in all settings</source>
        <translation>Die Läufe stimmen in allen Einstellungen überein</translation>
    </message>
    <message>
        <source>Standard view</source>
        <translation>Standardansicht</translation>
    </message>
    <message>
        <source>Save view as…</source>
        <translation>Ansicht speichern als…</translation>
    </message>
    <message>
        <source>Save changes to %1</source>
        <translation>Änderungen an %1 speichern</translation>
    </message>
    <message>
        <source>Remove view</source>
        <translation>Ansicht entfernen</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of this view, with its columns, order, filter and grouping:</source>
        <translation>Name dieser Ansicht mit ihren Spalten, Sortierung, Filter und Gruppierung:</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) moved to the trash.</source>
        <translation>
            <numerusform>%n Lauf in den Papierkorb gelegt.</numerusform>
            <numerusform>%n Läufe in den Papierkorb gelegt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n more run(s)…</source>
        <translation>
            <numerusform>%n weiterer Lauf wird gelesen…</numerusform>
            <numerusform>%n weitere Läufe werden gelesen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 von %n Lauf</numerusform>
            <numerusform>%1 von %n Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
</context>
<context>
    <name>tandem::RunTableView</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Columns of the run table</source>
        <translation>Spalten der Tabelle der Läufe</translation>
    </message>
    <message>
        <source>Stops after epoch</source>
        <translation>Hält nach der Epoche</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>noch etwa %1 h %2 min</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>Sort lowest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>Sort highest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Group by %1</source>
        <translation>Nach %1 gruppieren</translation>
    </message>
    <message>
        <source>Show of %1</source>
        <translation>Von %1 zeigen</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>%1 ausblenden</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten…</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>Standardspalten</translation>
    </message>
</context>
<context>
    <name>tandem::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>A run trains an encoder on the images of the Data page. You will see its loss leave chance here, and how well its features tell the classes apart. It goes on when this window closes.</source>
        <translation>Ein Lauf trainiert einen Encoder mit den Bildern der Seite „Daten“. Sie werden hier sehen, wie sein Verlust das Zufallsniveau verlässt und wie gut seine Merkmale die Klassen trennen. Er geht weiter, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>Neuer Lauf…</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>No file manager answered. The run lies in %1.</source>
        <translation>Kein Dateimanager hat geantwortet. Der Lauf liegt in %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) training</source>
        <translation>
            <numerusform>%n Lauf im Training</numerusform>
            <numerusform>%n Läufe im Training</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SampleTable</name>
    <message>
        <source>Only selected</source>
        <translation>Nur ausgewählte</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV-Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Filter: cat, loss&gt;2</source>
        <translation>Filter: cat, loss&gt;2</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>Tabelle filtern</translation>
    </message>
    <message>
        <source>Export the rows that are shown (CSV)</source>
        <translation>Gezeigte Zeilen exportieren (CSV)</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>tandem::SampleTableModel</name>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>nicht ausgewählt</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>Eins hinzufügen</translation>
    </message>
    <message>
        <source>Take one away</source>
        <translation>Eins wegnehmen</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>number of an image</comment>
        <translation>Nr.</translation>
    </message>
</context>
<context>
    <name>tandem::SampleTableView</name>
    <message>
        <source>Table of the images</source>
        <translation>Tabelle der Bilder</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Take one away</source>
        <translation>Eins wegnehmen</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>Eins hinzufügen</translation>
    </message>
</context>
<context>
    <name>tandem::SeriesChart</name>
    <message>
        <source>%1: %2</source>
        <comment>place: value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: last %2 at step %3</source>
        <translation>%1: zuletzt %2 bei Schritt %3</translation>
    </message>
    <message>
        <source>, from %1 to %2</source>
        <translation>, von %1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>, %n value(s) that are no numbers</source>
        <translation>
            <numerusform>, %n Wert, der keine Zahl ist</numerusform>
            <numerusform>, %n Werte, die keine Zahlen sind</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>horizontal axis, kind of smoothing</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>k %1 · τ %2 · %3 · %4 · %5</source>
        <comment>neighbours, temperature, metric, feature, split</comment>
        <translation>k %1 · τ %2 · %3 · %4 · %5</translation>
    </message>
    <message>
        <source>Select a run, and its curves are drawn here.</source>
        <translation>Wählen Sie einen Lauf, und seine Kurven werden hier gezeichnet.</translation>
    </message>
    <message>
        <source>These images carry no labels, so there is no accuracy to measure.</source>
        <translation>Diese Bilder tragen keine Labels, also gibt es keine Genauigkeit zu messen.</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>Es wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>The first value comes with the first evaluation.</source>
        <translation>Der erste Wert kommt mit der ersten Auswertung.</translation>
    </message>
    <message>
        <source>The first point comes after the first step.</source>
        <translation>Der erste Punkt kommt nach dem ersten Schritt.</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>curve, place: value</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>; and %n more curve(s)</source>
        <translation>
            <numerusform>; und %n weitere Kurve</numerusform>
            <numerusform>; und %n weitere Kurven</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) above the range</source>
        <translation>
            <numerusform>%n Punkt über dem Bereich</numerusform>
            <numerusform>%n Punkte über dem Bereich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) below the range</source>
        <translation>
            <numerusform>%n Punkt unter dem Bereich</numerusform>
            <numerusform>%n Punkte unter dem Bereich</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 above and %2 below the range</source>
        <translation>%1 über und %2 unter dem Bereich</translation>
    </message>
    <message>
        <source>&amp;Logarithmic vertical axis</source>
        <translation>Senkrechte Achse &amp;logarithmisch</translation>
    </message>
    <message>
        <source>Range without &amp;outliers</source>
        <translation>Bereich ohne A&amp;usreißer</translation>
    </message>
    <message>
        <source>Shows the middle 90 % of the values; a badge counts the points outside</source>
        <translation>Zeigt die mittleren 90 % der Werte; ein Zeichen zählt die Punkte außerhalb</translation>
    </message>
    <message>
        <source>&amp;Go to the first value that is no number</source>
        <translation>&amp;Zum ersten Wert, der keine Zahl ist</translation>
    </message>
    <message>
        <source>Resumed after step %1</source>
        <translation>Fortgesetzt nach Schritt %1</translation>
    </message>
    <message>
        <source>The warm-up ends here</source>
        <translation>Hier endet das Aufwärmen</translation>
    </message>
    <message>
        <source>Checkpoint of step %1</source>
        <translation>Checkpoint von Schritt %1</translation>
    </message>
    <message>
        <source>chance: ln(2N − 1) = %1</source>
        <translation>Zufall: ln(2N − 1) = %1</translation>
    </message>
    <message>
        <source>chance: %1</source>
        <translation>Zufall: %1</translation>
    </message>
    <message>
        <source>%1 off scale</source>
        <translation>%1 außerhalb</translation>
    </message>
    <message>
        <source>%1. Press to show them all (Shift+0).</source>
        <translation>%1. Drücken, um alle zu zeigen (Umschalt+0).</translation>
    </message>
</context>
<context>
    <name>tandem::SettingRow</name>
    <message>
        <source>Reset %1 to its default</source>
        <translation>%1 auf die Vorgabe zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zur Vorgabe: %1</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>whose value (a preset, a run), the value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Reset %1 to %2</source>
        <comment>a setting, whose value</comment>
        <translation>%1 auf %2 zurücksetzen</translation>
    </message>
    <message>
        <source>Back to %1: %2</source>
        <comment>whose value, the value</comment>
        <translation>Zurück auf %1: %2</translation>
    </message>
</context>
<context>
    <name>tandem::SettingsForm</name>
    <message>
        <source>This takes %1.</source>
        <translation>Erlaubt ist %1.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>No setting matches the search.</source>
        <translation>Keine Einstellung passt zur Suche.</translation>
    </message>
    <message>
        <source>Something here does not fit yet</source>
        <translation>Hier passt etwas noch nicht</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>%n weitere Einstellung</numerusform>
            <numerusform>%n weitere Einstellungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing differs yet.</source>
        <translation>Noch weicht nichts ab.</translation>
    </message>
</context>
<context>
    <name>tandem::ShapesDialog</name>
    <message>
        <source>Make the sample set Shapes</source>
        <translation>Den Beispielsatz Shapes erzeugen</translation>
    </message>
    <message>
        <source>Ten classes of textured objects in random color, pose and light, made such that color alone cannot tell the classes apart. The same seed makes the same images.</source>
        <translation>Zehn Klassen strukturierter Gegenstände in zufälliger Farbe, Lage und Beleuchtung, so gemacht, dass die Farbe allein die Klassen nicht unterscheidet. Derselbe Startwert ergibt dieselben Bilder.</translation>
    </message>
    <message>
        <source>%1 × %1 pixels</source>
        <translation>%1 × %1 Pixel</translation>
    </message>
    <message>
        <source>Image &amp;size</source>
        <translation>Bild&amp;größe</translation>
    </message>
    <message>
        <source>Training images per &amp;class</source>
        <translation>Trainingsbilder je &amp;Klasse</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>Make images</source>
        <translation>Bilder erzeugen</translation>
    </message>
    <message>
        <source>%1 training images and %2 test images, in the project&apos;s folder.</source>
        <translation>%1 Trainingsbilder und %2 Testbilder, im Ordner des Projekts.</translation>
    </message>
</context>
<context>
    <name>tandem::SimilarityMatrixView</name>
    <message>
        <source>Colors: cosine from −1 to 1</source>
        <translation>Farben: Kosinus von −1 bis 1</translation>
    </message>
    <message>
        <source>Sorted by class</source>
        <translation>Nach Klassen sortiert</translation>
    </message>
    <message>
        <source>Mark the positives</source>
        <translation>Positive markieren</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>%1, view %2</source>
        <translation>%1, Ansicht %2</translation>
    </message>
    <message>
        <source>cosine %1</source>
        <translation>Kosinus %1</translation>
    </message>
    <message>
        <source>the same view</source>
        <translation>dieselbe Ansicht</translation>
    </message>
    <message>
        <source>the positive</source>
        <translation>das Positive</translation>
    </message>
    <message>
        <source>same class, %1</source>
        <translation>gleiche Klasse, %1</translation>
    </message>
    <message>
        <source>other class, %1 and %2</source>
        <translation>andere Klasse, %1 und %2</translation>
    </message>
    <message>
        <source>%1 – %2: %3</source>
        <comment>two images and what is known of the pair</comment>
        <translation>%1 – %2: %3</translation>
    </message>
    <message>
        <source>Point at a cell to see its pair. A double click selects both.</source>
        <translation>Zeigen Sie auf eine Zelle, um ihr Paar zu sehen. Ein Doppelklick wählt beide aus.</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Here will be how alike the images are, once a run has features to show.</source>
        <translation>Hier steht, wie gleich die Bilder einander sind, sobald ein Lauf Merkmale zu zeigen hat.</translation>
    </message>
</context>
<context>
    <name>tandem::SkippedFiles</name>
    <message>
        <source>Skipped files</source>
        <translation>Ausgelassene Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Why it was left out</source>
        <translation>Warum sie ausgelassen wurde</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) or folder(s) left out</source>
        <translation>
            <numerusform>%Ln Datei oder Ordner ausgelassen</numerusform>
            <numerusform>%Ln Dateien oder Ordner ausgelassen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SourceBar</name>
    <message>
        <source>Embeddings of</source>
        <translation>Einbettungen von</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>Klassen…</translation>
    </message>
    <message>
        <source>Take the classes of the rows from a file</source>
        <translation>Die Klassen der Zeilen einer Datei entnehmen</translation>
    </message>
    <message>
        <source>Images…</source>
        <translation>Bilder…</translation>
    </message>
    <message>
        <source>Take the images of the rows from a dataset, in its order</source>
        <translation>Die Bilder der Zeilen einem Datensatz entnehmen, in dessen Reihenfolge</translation>
    </message>
    <message>
        <source>Chosen run</source>
        <translation>Gewählter Lauf</translation>
    </message>
    <message>
        <source>A file of features…</source>
        <translation>Eine Datei mit Merkmalen…</translation>
    </message>
    <message>
        <source>Choose a run or a file</source>
        <translation>Lauf oder Datei wählen</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Arrays and tables (*.npy *.csv *.tsv *.txt)</source>
        <translation>Felder und Tabellen (*.npy *.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Images of the rows</source>
        <translation>Bilder der Zeilen</translation>
    </message>
</context>
<context>
    <name>tandem::SourceRow</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <comment>training images, test images</comment>
        <translation>Ordner wählen: %1</translation>
    </message>
    <message>
        <source>More ways to choose</source>
        <translation>Weitere Wege zu wählen</translation>
    </message>
    <message>
        <source>More ways to choose: %1</source>
        <comment>training images, test images</comment>
        <translation>Weitere Wege zu wählen: %1</translation>
    </message>
    <message>
        <source>Binary files of CIFAR-10, CIFAR-100 and STL-10 (*.bin);;All files (*)</source>
        <translation>Binärdateien von CIFAR-10, CIFAR-100 und STL-10 (*.bin);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a binary file…</source>
        <translation>Binärdatei wählen…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
</context>
<context>
    <name>tandem::StatusLine</name>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist offen</translation>
    </message>
    <message>
        <source>No images chosen</source>
        <translation>Keine Bilder gewählt</translation>
    </message>
</context>
<context>
    <name>tandem::SweepActions</name>
    <message>
        <source>New &amp;sweep…</source>
        <translation>Neue &amp;Reihe…</translation>
    </message>
    <message>
        <source>Train one experiment at many settings</source>
        <translation>Ein Experiment mit vielen Einstellungen trainieren</translation>
    </message>
    <message>
        <source>&amp;Fill the holes</source>
        <translation>Lü&amp;cken füllen</translation>
    </message>
    <message>
        <source>Run what is missing, failed, was lost or stopped; what has a checkpoint goes on from there</source>
        <translation>Ausführen, was fehlt, gescheitert, verloren oder angehalten ist; was einen Checkpoint hat, macht dort weiter</translation>
    </message>
    <message>
        <source>&amp;Pause the sweep</source>
        <translation>Reihe &amp;pausieren</translation>
    </message>
    <message>
        <source>Begin no further run of it; what is at work goes on</source>
        <translation>Keinen weiteren Lauf der Reihe beginnen; was läuft, geht weiter</translation>
    </message>
    <message>
        <source>&amp;Stop the sweep</source>
        <translation>Reihe an&amp;halten</translation>
    </message>
    <message>
        <source>Begin no further run of it, and have those at work stop with a checkpoint</source>
        <translation>Keinen weiteren Lauf der Reihe beginnen und die laufenden mit einem Checkpoint anhalten</translation>
    </message>
    <message>
        <source>Let the sweep &amp;go on</source>
        <translation>Reihe weiter&amp;gehen lassen</translation>
    </message>
    <message>
        <source>Begin waiting runs again, and go on with those that were stopped</source>
        <translation>Wartende Läufe wieder beginnen und die angehaltenen fortsetzen</translation>
    </message>
    <message>
        <source>Add a s&amp;eed</source>
        <translation>&amp;Startwert hinzufügen</translation>
    </message>
    <message>
        <source>Train every cell once more, with the next seed</source>
        <translation>Jede Zelle noch einmal trainieren, mit dem nächsten Startwert</translation>
    </message>
    <message>
        <source>Add &amp;values…</source>
        <translation>&amp;Werte hinzufügen…</translation>
    </message>
    <message>
        <source>More values on an axis; the new cells are queued</source>
        <translation>Mehr Werte auf einer Achse; die neuen Zellen kommen in die Warteschlange</translation>
    </message>
    <message>
        <source>Add &amp;trials…</source>
        <translation>&amp;Versuche hinzufügen…</translation>
    </message>
    <message>
        <source>Let it search on</source>
        <translation>Weitersuchen lassen</translation>
    </message>
    <message>
        <source>&amp;Rename the sweep…</source>
        <translation>Reihe u&amp;mbenennen…</translation>
    </message>
    <message>
        <source>Give the sweep another name</source>
        <translation>Der Reihe einen anderen Namen geben</translation>
    </message>
    <message>
        <source>&amp;Budget…</source>
        <translation>&amp;Budget…</translation>
    </message>
    <message>
        <source>How many runs and hours it may take</source>
        <translation>Wie viele Läufe und Stunden sie brauchen darf</translation>
    </message>
    <message>
        <source>Take the sweep &amp;away</source>
        <translation>Reihe &amp;entfernen</translation>
    </message>
    <message>
        <source>Move the sweep to the project&apos;s trash; its runs stay</source>
        <translation>Die Reihe in den Papierkorb des Projekts legen; ihre Läufe bleiben</translation>
    </message>
    <message>
        <source>&amp;Open the runs</source>
        <translation>Läufe ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show the cell&apos;s runs on the Runs page</source>
        <translation>Die Läufe der Zelle auf der Seite Läufe zeigen</translation>
    </message>
    <message>
        <source>Fill the &amp;cell</source>
        <translation>&amp;Zelle füllen</translation>
    </message>
    <message>
        <source>Run what the cell lacks</source>
        <translation>Ausführen, was der Zelle fehlt</translation>
    </message>
    <message>
        <source>Begin the cell a&amp;new</source>
        <translation>Zelle neu beg&amp;innen</translation>
    </message>
    <message>
        <source>Train the cell again from the beginning; what is done stays until then</source>
        <translation>Die Zelle noch einmal von Anfang an trainieren; was fertig ist, bleibt bis dahin</translation>
    </message>
    <message>
        <source>Take the cell &amp;out</source>
        <translation>Zelle heraus&amp;nehmen</translation>
    </message>
    <message>
        <source>The cell is wanted no longer: its waiting runs leave the queue, those at work stop</source>
        <translation>Die Zelle wird nicht mehr gebraucht: Ihre wartenden Läufe verlassen die Warteschlange, die laufenden halten an</translation>
    </message>
    <message>
        <source>&amp;Bring the cell back</source>
        <translation>Zelle zurückh&amp;olen</translation>
    </message>
    <message>
        <source>The cell is wanted again</source>
        <translation>Die Zelle wird wieder gebraucht</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what an action does, its keys</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fill %Ln hole(s)</source>
        <translation>
            <numerusform>%Ln Lü&amp;cke füllen</numerusform>
            <numerusform>%Ln Lü&amp;cken füllen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SweepDetail</name>
    <message>
        <source>&amp;Heat map</source>
        <translation>Farb&amp;tafel</translation>
    </message>
    <message>
        <source>&amp;Parallel coordinates</source>
        <translation>Parallele &amp;Koordinaten</translation>
    </message>
    <message>
        <source>&amp;Importance</source>
        <translation>&amp;Wichtigkeit</translation>
    </message>
    <message>
        <source>&amp;Best so far</source>
        <translation>Bester b&amp;isher</translation>
    </message>
    <message>
        <source>Beside the pa&amp;per</source>
        <translation>&amp;Neben dem Paper</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>Ta&amp;belle</translation>
    </message>
    <message>
        <source>Runs done</source>
        <translation>Fertige Läufe</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Which value of it</source>
        <translation>Welcher Wert davon</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>Z&amp;eigen</translation>
    </message>
    <message>
        <source>Axis of the columns</source>
        <translation>Achse der Spalten</translation>
    </message>
    <message>
        <source>Axis of the rows</source>
        <translation>Achse der Zeilen</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>Cells of the sweep</source>
        <translation>Zellen der Reihe</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no axis</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>Which values of %1</source>
        <translation>Welche Werte von %1</translation>
    </message>
    <message>
        <source>%1: all</source>
        <comment>an axis</comment>
        <translation>%1: alle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an axis, its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a sweep, its progress</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The axes of this sweep are drawn from ranges, so that there is no raster to color. Parallel coordinates show its runs.</source>
        <translation>Die Achsen dieser Reihe werden aus Bereichen gezogen, sodass es kein Raster zum Färben gibt. Ihre Läufe zeigen die parallelen Koordinaten.</translation>
    </message>
</context>
<context>
    <name>tandem::SweepListModel</name>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>%L1/%L2</source>
        <comment>runs done, all runs</comment>
        <translation>%L1/%L2</translation>
    </message>
    <message>
        <source>%1: %2. Begun %3.</source>
        <comment>a sweep, its progress, when</comment>
        <translation>%1: %2. Begonnen %3.</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>tandem::SweepListView</name>
    <message>
        <source>Sweeps</source>
        <translation>Reihen</translation>
    </message>
</context>
<context>
    <name>tandem::SweepsPage</name>
    <message>
        <source>Sweeps</source>
        <translation>Reihen</translation>
    </message>
    <message>
        <source>No sweeps yet</source>
        <translation>Noch keine Reihen</translation>
    </message>
    <message>
        <source>A sweep trains one experiment at many settings, such as temperatures and batch sizes, and shows which of them matter. It goes on when this window closes.</source>
        <translation>Eine Reihe trainiert ein Experiment mit vielen Einstellungen, etwa Temperaturen und Batchgrößen, und zeigt, welche davon zählen. Sie geht weiter, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>New sweep…</source>
        <translation>Neue Reihe…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) put into the queue.</source>
        <translation>
            <numerusform>%Ln Lauf in die Warteschlange gestellt.</numerusform>
            <numerusform>%Ln Läufe in die Warteschlange gestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Took “%1” away. Its runs stay.</source>
        <translation>„%1“ entfernt. Die Läufe bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sweep(s) at work</source>
        <translation>
            <numerusform>%Ln Reihe arbeitet</numerusform>
            <numerusform>%Ln Reihen arbeiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %L2 of %Ln run(s)</source>
        <comment>a sweep, runs done, all runs</comment>
        <translation>
            <numerusform>%1: %L2 von %Ln Lauf</numerusform>
            <numerusform>%1: %L2 von %Ln Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add trials</source>
        <translation>Versuche hinzufügen</translation>
    </message>
    <message>
        <source>How many more trials?</source>
        <translation>Wie viele Versuche mehr?</translation>
    </message>
    <message>
        <source>Rename the sweep</source>
        <translation>Reihe umbenennen</translation>
    </message>
    <message>
        <source>Name of the sweep</source>
        <translation>Name der Reihe</translation>
    </message>
</context>
<context>
    <name>tandem::TagDialog</name>
    <message numerus="yes">
        <source>Tags of %n run(s)</source>
        <translation>
            <numerusform>Tags von %n Lauf</numerusform>
            <numerusform>Tags von %n Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;New tags, with commas between them:</source>
        <translation>&amp;Neue Tags, mit Komma getrennt:</translation>
    </message>
    <message>
        <source>paper, ablation</source>
        <translation>Paper, Ablation</translation>
    </message>
    <message>
        <source>Tags in use</source>
        <translation>Verwendete Tags</translation>
    </message>
    <message>
        <source>Set tags</source>
        <translation>Tags setzen</translation>
    </message>
</context>
<context>
    <name>tandem::TemperaturePanel</name>
    <message>
        <source>NT-Xent</source>
        <translation>NT-Xent</translation>
    </message>
    <message>
        <source>NT-Logistic</source>
        <translation>NT-Logistic</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Temperature τ</source>
        <translation>Temperatur τ</translation>
    </message>
    <message>
        <source>Margin m</source>
        <translation>Abstand m</translation>
    </message>
    <message>
        <source>Share of each negative in the gradient, hardest first</source>
        <translation>Anteil jedes Negativen am Gradienten, die schwersten zuerst</translation>
    </message>
    <message>
        <source>Negatives, hardest first</source>
        <translation>Negative, die schwersten zuerst</translation>
    </message>
    <message>
        <source>Share, %</source>
        <translation>Anteil, %</translation>
    </message>
    <message>
        <source>Here stand the weights once there are views.</source>
        <translation>Hier stehen die Gewichte, sobald es Ansichten gibt.</translation>
    </message>
    <message>
        <source>No negative lies inside the margin: this anchor learns nothing.</source>
        <translation>Kein Negatives liegt innerhalb des Abstands: Dieser Anker lernt nichts.</translation>
    </message>
    <message>
        <source>Of %1 negatives, effectively %2 push. The hardest 1 % has %3 % of the gradient.</source>
        <translation>Von %1 Negativen schieben effektiv %2. Das schwerste 1 % hat %3 % des Gradienten.</translation>
    </message>
    <message>
        <source>Here stand the weights once the run has encoded the views.</source>
        <translation>Hier stehen die Gewichte, sobald der Lauf die Ansichten kodiert hat.</translation>
    </message>
    <message>
        <source>%1, cosine %2, %3 of the gradient</source>
        <extracomment>%1: an image, %2: cosine, %3: share in percent</extracomment>
        <translation>%1, Kosinus %2, %3 des Gradienten</translation>
    </message>
    <message>
        <source>Hardest negatives, and their shares. Dashed: of the anchor&apos;s class.</source>
        <translation>Schwerste Negative und ihre Anteile. Gestrichelt: von der Klasse des Ankers.</translation>
    </message>
    <message>
        <source>Hardest negatives, and their shares</source>
        <translation>Schwerste Negative und ihre Anteile</translation>
    </message>
    <message>
        <source>z of a run</source>
        <translation>z eines Laufs</translation>
    </message>
    <message>
        <source>Trained run, or a feature in place of an encoder</source>
        <translation>Trainierter Lauf oder ein Merkmal anstelle eines Encoders</translation>
    </message>
    <message>
        <source>Hardest negatives</source>
        <translation>Schwerste Negative</translation>
    </message>
    <message>
        <source>The run is encoding the views…</source>
        <translation>Der Lauf kodiert die Ansichten…</translation>
    </message>
</context>
<context>
    <name>tandem::TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>Weggeworfen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Runs in the trash</source>
        <translation>Läufe im Papierkorb</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Remove for &amp;good…</source>
        <translation>&amp;Endgültig löschen…</translation>
    </message>
    <message>
        <source>Looking at what lies in the trash…</source>
        <translation>Der Papierkorb wird durchgesehen…</translation>
    </message>
    <message>
        <source>The trash is empty. Runs that you throw away wait here until you remove them for good.</source>
        <translation>Der Papierkorb ist leer. Weggeworfene Läufe warten hier, bis Sie sie endgültig löschen.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s), %1 in all. Notes and tags come back with a run.</source>
        <translation>
            <numerusform>%n Lauf, insgesamt %1. Notizen und Tags kommen mit einem Lauf zurück.</numerusform>
            <numerusform>%n Läufe, insgesamt %1. Notizen und Tags kommen mit einem Lauf zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n run(s) for good? This frees %1 and cannot be undone.</source>
        <translation>
            <numerusform>%n Lauf endgültig löschen? Das gibt %1 frei und lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>%n Läufe endgültig löschen? Das gibt %1 frei und lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird gelöscht…</translation>
    </message>
</context>
<context>
    <name>tandem::TroublePanel</name>
    <message>
        <source>Effective negatives by batch size</source>
        <translation>Wirksame Negative nach Batchgröße</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Classes that mix</source>
        <translation>Klassen, die sich mischen</translation>
    </message>
    <message>
        <source>False negatives</source>
        <translation>Falsche Negative</translation>
    </message>
    <message>
        <source>Similarity matrix</source>
        <translation>Ähnlichkeitsmatrix</translation>
    </message>
    <message>
        <source>Effective negatives</source>
        <translation>Wirksame Negative</translation>
    </message>
    <message>
        <source>Hardest images</source>
        <translation>Schwierigste Bilder</translation>
    </message>
    <message>
        <source>Lists the images by their loss in training, the largest first</source>
        <translation>Listet die Bilder nach ihrem Verlust im Training auf, den größten zuerst</translation>
    </message>
    <message>
        <source>Here will be how alike the images are, pair by pair.</source>
        <translation>Hier wird stehen, wie ähnlich die Bilder einander sind, Paar für Paar.</translation>
    </message>
    <message>
        <source>No two images lie closer than an image and its other view.</source>
        <translation>Keine zwei Bilder liegen näher beieinander als ein Bild und seine andere Ansicht.</translation>
    </message>
    <message>
        <source>kNN on %1, k %2, τ %3, leave-one-out</source>
        <translation>kNN auf %1, k %2, τ %3, ohne das Bild selbst</translation>
    </message>
    <message>
        <source>These images have no classes, so that none can be taken for another.</source>
        <translation>Diese Bilder haben keine Klassen, sodass keine für eine andere gehalten werden kann.</translation>
    </message>
    <message>
        <source>Which class the nearest images of the map stand for. A click on a cell lists its images.</source>
        <translation>Für welche Klasse die nächsten Bilder der Karte stehen. Ein Klick auf eine Zelle listet ihre Bilder auf.</translation>
    </message>
    <message>
        <source>Pairs whose cosine in %1 is above %2, as no positives were measured: %3 of them.</source>
        <translation>Paare, deren Kosinus in %1 über %2 liegt, da keine Positiven gemessen wurden: insgesamt %3.</translation>
    </message>
    <message>
        <source>The loss pushes these pairs apart although they lie closer in z than an image and its other view: %1 negatives in all, those furthest above it first.</source>
        <translation>Der Verlust drängt diese Paare auseinander, obwohl sie in z näher beieinander liegen als ein Bild und seine andere Ansicht: insgesamt %1 Negative, die am weitesten darüber zuerst.</translation>
    </message>
    <message>
        <source>Cosines in %1 between up to %2 of the images. Blocks on the diagonal are classes that hold together.</source>
        <translation>Kosinus in %1 zwischen bis zu %2 der Bilder. Blöcke auf der Diagonale sind Klassen, die zusammenhalten.</translation>
    </message>
    <message>
        <source>How many negatives the softmax of the loss (τ = %1) spreads over, by batches drawn from these images: exp of its entropy in %2. Where it stops growing, larger batches add little. ≈: an estimate, for batches larger than these images make up.</source>
        <translation>Über wie viele Negative sich die Softmax des Verlusts (τ = %1) verteilt, in Batches aus diesen Bildern: exp ihrer Entropie in %2. Wo sie nicht mehr wächst, bringen größere Batches wenig. ≈: eine Schätzung, für Batches, die größer sind, als diese Bilder hergeben.</translation>
    </message>
</context>
<context>
    <name>tandem::UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>tandem::VectorChart</name>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Which evaluation stands beside the strip (arrow keys)</source>
        <translation>Welche Auswertung neben dem Streifen steht (Pfeiltasten)</translation>
    </message>
    <message>
        <source>These come with the first evaluation.</source>
        <translation>Sie kommen mit der ersten Auswertung.</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>cosine %1 to %2</source>
        <translation>Kosinus %1 bis %2</translation>
    </message>
    <message>
        <source>rank %1 of %2</source>
        <translation>Rang %1 von %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>evaluation, place in the vector: value</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n evaluation(s)</source>
        <translation>
            <numerusform>%1: %n Auswertung</numerusform>
            <numerusform>%1: %n Auswertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>; %1 has %2 values from %3 to %4</source>
        <translation>; %1 hat %2 Werte von %3 bis %4</translation>
    </message>
    <message>
        <source>; the greatest at %1</source>
        <translation>; der größte bei %1</translation>
    </message>
</context>
<context>
    <name>tandem::ViewInspector</name>
    <message>
        <source>Original with the crop</source>
        <translation>Original mit dem Ausschnitt</translation>
    </message>
    <message>
        <source>The view</source>
        <translation>Die Ansicht</translation>
    </message>
    <message>
        <source>Wipe between before and after</source>
        <translation>Blende zwischen Vorher und Nachher</translation>
    </message>
    <message>
        <source>Left of the line: only cropped and turned. Right of it: the whole pipeline.</source>
        <translation>Links der Linie: nur beschnitten und gedreht. Rechts davon: die ganze Pipeline.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>name of a view, part of what shows it</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tandem::WelcomePage</name>
    <message>
        <source>See what your augmentations do, train an encoder without labels, and watch what it learns.</source>
        <translation>Sehen, was Ihre Augmentierungen tun, einen Encoder ohne Labels trainieren und zuschauen, was er lernt.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>Das Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <extracomment>name of a project, and the path of its folder</extracomment>
        <translation>%1   %2</translation>
    </message>
</context>
<context>
    <name>tandem::WorkProgress</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
</TS>
