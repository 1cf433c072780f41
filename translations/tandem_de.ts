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
        <source>turns</source>
        <translation>Drehungen</translation>
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
</context>
<context>
    <name>Chart</name>
    <message>
        <source>%1 k</source>
        <comment>thousands of steps</comment>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
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
        <source>The disk is full: %1 could not be written. Free some space, then resume; what was stored before is safe.</source>
        <translation>Der Datenträger ist voll: %1 konnte nicht geschrieben werden. Schaffen Sie Platz und setzen Sie dann fort; was vorher gespeichert war, ist sicher.</translation>
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
        <source>None of the %2 image files in %1 can be decoded.</source>
        <translation>Keine der %2 Bilddateien in %1 lässt sich dekodieren.</translation>
    </message>
    <message>
        <source>%1 is no dataset that is known here: expected an image folder, or the binary files of CIFAR-10, CIFAR-100 or STL-10.</source>
        <translation>%1 ist kein hier bekannter Datensatz: Erwartet wird ein Bilderordner oder die Binärdateien von CIFAR-10, CIFAR-100 oder STL-10.</translation>
    </message>
    <message>
        <source>The images at %1 are gone. Bring them back and resume; nothing that was stored is lost.</source>
        <translation>Die Bilder in %1 sind fort. Stellen Sie sie wieder her und setzen Sie fort; nichts Gespeichertes ist verloren.</translation>
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
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Sweeps</source>
        <translation>Reihen</translation>
    </message>
    <message>
        <source>Here you will train one experiment at many temperatures and batch sizes, and see which setting matters.</source>
        <translation>Hier werden Sie ein Experiment bei vielen Temperaturen und Batchgrößen trainieren und sehen, worauf es ankommt.</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Einbettungen</translation>
    </message>
    <message>
        <source>Here you will see the images as the encoder arranges them: a map, the neighbors of each image, and the classes that mix.</source>
        <translation>Hier werden Sie die Bilder sehen, wie der Encoder sie anordnet: eine Karte, die Nachbarn jedes Bildes und die Klassen, die sich mischen.</translation>
    </message>
</context>
<context>
    <name>PipelineLibrary</name>
    <message>
        <source>There is a pipeline named %1 already.</source>
        <translation>Eine Pipeline namens %1 gibt es schon.</translation>
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
        <translation>SimCLR, CIFAR-10 (Artikel)</translation>
    </message>
    <message>
        <source>ResNet-50, batch 1024, LARS 1.0, a thousand epochs, as in appendix B.9 of Chen et al. 2020. Wants a large GPU.</source>
        <translation>ResNet-50, Batch 1024, LARS 1,0, tausend Epochen, wie in Anhang B.9 von Chen et al. 2020. Braucht eine große GPU.</translation>
    </message>
    <message>
        <source>SimCLR, ImageNet (paper)</source>
        <translation>SimCLR, ImageNet (Artikel)</translation>
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
        <translation>Faktor für die Farbstörung der Vorlage: 1 ist die Vorlage wie veröffentlicht, 0 keine.</translation>
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
        <translation>Beginnt mit der letzten Batch-Norm-Skala jedes Residualzweigs bei null, wie im Artikel.</translation>
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
        <translation>Skaliert die schichtweise Rate ‖w‖/‖g‖ von LARS; der Wert des Artikels ist 0,001.</translation>
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
        <translation>Threads, die rechnen. 0 nimmt jeden Kern.</translation>
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
        <source>Epochs between checkpoints. One is written at the end and when a run is stopped, too.</source>
        <translation>Epochen zwischen Checkpoints. Auch am Ende und beim Anhalten wird einer geschrieben.</translation>
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
        <translation>Der kontrastive Verlust über die 2N Ansichten eines Batches: NT-Xent; NT-Logistic und Margin-Triplet, mit denen die Arbeit ihn vergleicht; entkoppelte kontrastive Verluste, die zu kleinen Batches passen.</translation>
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
        <translation>Für den Margin-Verlust und dafür, was als semi-hard gilt, in Einheiten der Ähnlichkeit. Die Arbeit probierte 0, 0,4, 0,8 und 1,6.</translation>
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
        <translation>Bei mehreren Rängen: So viele Nachbarn teilen die Momente der Batch-Norm. 0 sind alle, wie in der Arbeit; 1 lässt jeden Rang für sich, was Information durchsickern lässt.</translation>
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
    <message>
        <source>#%1  %2</source>
        <extracomment>number of an image, its file</extracomment>
        <translation>Nr. %1  %2</translation>
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
</context>
<context>
    <name>tandem::ChartsPanel</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Unit of the horizontal axis</source>
        <translation>Einheit der waagerechten Achse</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Weight of a moving average over the noisy curves, as in TensorBoard. The measured values stay visible behind it.</source>
        <translation>Gewicht eines gleitenden Mittels über die verrauschten Kurven, wie in TensorBoard. Die gemessenen Werte bleiben dahinter sichtbar.</translation>
    </message>
    <message>
        <source>off</source>
        <comment>smoothing</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Shows the whole run again and follows it (double-click in a chart, or 0)</source>
        <translation>Zeigt wieder den ganzen Lauf und folgt ihm (Doppelklick in ein Diagramm oder 0)</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Genauigkeit</translation>
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
        <source>Feature spread</source>
        <translation>Streuung der Merkmale</translation>
    </message>
    <message>
        <source>std of unit h</source>
        <translation>Standardabw. von Einheits-h</translation>
    </message>
    <message>
        <source>Projection spread</source>
        <translation>Streuung der Projektion</translation>
    </message>
    <message>
        <source>std of unit z</source>
        <translation>Standardabw. von Einheits-z</translation>
    </message>
    <message>
        <source>Positive similarity</source>
        <translation>Ähnlichkeit der Positiven</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Negative similarity</source>
        <translation>Ähnlichkeit der Negativen</translation>
    </message>
    <message>
        <source>Entropy of the softmax</source>
        <translation>Entropie des Softmax</translation>
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
        <source>Series of the fourth chart</source>
        <translation>Reihe des vierten Diagramms</translation>
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
        <source>These images carry no labels, so there is no accuracy to measure.</source>
        <translation>Diese Bilder tragen keine Labels; es gibt keine Genauigkeit zu messen.</translation>
    </message>
    <message>
        <source>chance: ln(2N − 1) = %1</source>
        <translation>Zufall: ln(2N − 1) = %1</translation>
    </message>
    <message>
        <source>k %1 · τ %2 · %3 · %4 · %5</source>
        <comment>neighbours, temperature, metric, feature, split</comment>
        <translation>k %1 · τ %2 · %3 · %4 · %5</translation>
    </message>
    <message>
        <source>chance: %1</source>
        <translation>Zufall: %1</translation>
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
    <name>tandem::FeatureBars</name>
    <message>
        <source>Pairs that trivial features find</source>
        <translation>Paare, die triviale Merkmale finden</translation>
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
    <name>tandem::ModeBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
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
        <source>SimCLR&apos;s value for ImageNet: %1 %2</source>
        <comment>number, unit</comment>
        <translation>SimCLRs Wert für ImageNet: %1 %2</translation>
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
        <source>Made again from the run&apos;s settings and seed: byte for byte what its trainer got, as long as the images are the same.</source>
        <translation>Aus Einstellungen und Startwert des Laufs neu gemacht: Byte für Byte, was sein Training bekam, solange die Bilder dieselben sind.</translation>
    </message>
    <message>
        <source>View %1</source>
        <translation>Ansicht %1</translation>
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
        <source>Sets every color jitter to 0.8s, 0.8s, 0.8s and 0.2s, as the paper does. It takes s = 1 for ImageNet and 0.5 for CIFAR-10.</source>
        <translation>Setzt jede Farbvariation auf 0,8s, 0,8s, 0,8s und 0,2s, wie im Paper. Es nimmt s = 1 für ImageNet und 0,5 für CIFAR-10.</translation>
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
        <source>Deleted from the project. It is still here until you choose another one: save it to have it back.</source>
        <translation>Aus dem Projekt gelöscht. Hier steht sie noch, bis Sie eine andere wählen: Sichern Sie sie, um sie zurückzuhaben.</translation>
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
        <translation>Nach Dateiname suchen</translation>
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
        <source>B</source>
        <comment>the pipeline compared with</comment>
        <translation>B</translation>
    </message>
    <message>
        <source>The arrow keys move from one view to the next.</source>
        <translation>Die Pfeiltasten gehen von einer Ansicht zur nächsten.</translation>
    </message>
</context>
<context>
    <name>tandem::ProgressDelegate</name>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
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
</context>
<context>
    <name>tandem::RunListModel</name>
    <message>
        <source>Step %L1 of %L2</source>
        <translation>Schritt %L1 von %L2</translation>
    </message>
    <message>
        <source>kNN accuracy of the latest evaluation</source>
        <translation>kNN-Genauigkeit der letzten Auswertung</translation>
    </message>
    <message>
        <source>Best kNN accuracy so far, on the same test images</source>
        <translation>Bisher beste kNN-Genauigkeit, auf denselben Testbildern</translation>
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
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>kNN, last</source>
        <translation>kNN, zuletzt</translation>
    </message>
    <message>
        <source>kNN, best</source>
        <translation>kNN, beste</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
</context>
<context>
    <name>tandem::RunListView</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
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
        <source>kNN, last</source>
        <translation>kNN, zuletzt</translation>
    </message>
    <message>
        <source>kNN, best</source>
        <translation>kNN, beste</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>Kein Lauf passt zum Filter.</translation>
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
        <source>Filter by name, state or setting</source>
        <translation>Nach Name, Zustand oder Einstellung filtern</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
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
    <name>tandem::SeriesChart</name>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
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
        <source>%Ln file(s) could not be read and were left out</source>
        <translation>
            <numerusform>%Ln Datei ließ sich nicht lesen und blieb außen vor</numerusform>
            <numerusform>%Ln Dateien ließen sich nicht lesen und blieben außen vor</numerusform>
        </translation>
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
        <source>Feature in place of an encoder</source>
        <translation>Merkmal anstelle eines Encoders</translation>
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
</TS>
