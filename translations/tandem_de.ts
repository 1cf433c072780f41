<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>About</name>
    <message>
        <source>Tandem %1
Qt %2
%3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Tandem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbench for contrastive representation learning (SimCLR).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.
What the training engine runs on: tandem-cli doctor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>%1 k</source>
        <comment>thousands of steps</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatasetSummary</name>
    <message>
        <source>image folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <extracomment>width and height of images; each may be a range such as 48–640</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 in a class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>There is nothing at %1. Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read (%2). Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written (%2). Choose another place or change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: %1 could not be written. Free some space, then resume; what was stored before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Replace or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not valid: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting named %1. Did you mean %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be %2: it takes %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings do not fit together: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no images. Choose a folder with one sub-folder of images per class, or a flat folder of images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the %2 image files in %1 can be decoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no dataset that is known here: expected an image folder, or the binary files of CIFAR-10, CIFAR-100 or STL-10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images at %1 are gone. Bring them back and resume; nothing that was stored is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset has %1 images, fewer than one batch of %2. Lower train.batch_size or add images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images at %1 carry no labels, which this needs. Sort them into one sub-folder per class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a Tandem project. Open a folder that was made by Tandem, or create a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already. Open it, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project %1 is open in another program (process %2). Close it there first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was written by a newer Tandem (format %2, this program knows up to %3). It was left untouched; update Tandem to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 reported: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run of this project is named %1. List them with: tandem-cli runs list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fits several runs: %2. Give more of the id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1 is being trained right now. Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1 cannot be resumed: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint %1 is damaged. Resume from the one before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out while %1. Lower train.batch_size or encoder.width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device %1 is not available here. Set train.device=cpu, or run tandem-cli doctor to see the devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss stopped being a number at step %1. Lower optimizer.learning_rate or raise objective.temperature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training engine failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process %1 ended without a word. Resume the run to go on from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Augment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here you will design the augmentations on your own images and see at once which views they make.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here you will train one experiment at many temperatures and batch sizes, and see which setting matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here you will see the images as the encoder arranges them: a map, the neighbors of each image, and the classes that mix.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunPresets</name>
    <message>
        <source>Quick look on a processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A narrow ResNet-18 with SGD for five epochs: minutes on two cores, enough to see the loss leave chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An evening on a processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ResNet-18 of half width with SGD for a hundred epochs, for images up to 48 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SimCLR, CIFAR-10 (authors&apos; code)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-18, batch 512, LARS 1.0, a thousand epochs: what the authors&apos; README gives about 91 % linear accuracy for. Wants a GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SimCLR, CIFAR-10 (paper)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, batch 1024, LARS 1.0, a thousand epochs, as in appendix B.9 of Chen et al. 2020. Wants a large GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SimCLR, ImageNet (paper)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, batch 4096, temperature 0.1, a hundred epochs, as in the ablations of Chen et al. 2020. Wants many GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>Queued</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops after epoch</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>state of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at step %L1. Resume goes on from there, bit for bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed and left no reason. Its worker log may tell more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process ended without a word. Resume the run to go on from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minus infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>date and time</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with one sub-folder of images per class, a flat folder of images, or the binary files of CIFAR-10, CIFAR-100 or STL-10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images on which kNN accuracy is measured. If empty, a part of the training images is held out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the training images kept away from training and used as test images when none are given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on this many images only, drawn evenly over the classes. 0 uses all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the two views of an image are made: SimCLR&apos;s recipes for CIFAR and ImageNet, or crops and flips alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Color strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the preset&apos;s color jitter: 1 is the preset as published, 0 none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the square views that the encoder sees. 0 chooses from the images and the preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own pipeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pipeline as JSON. Where given, it replaces the preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ResNet that maps an image to its representation h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the channels of every layer. 0.25 trains in minutes on a processor; wider encoders learn better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First layers: cifar keeps the resolution (3×3 convolution), imagenet divides it by four. auto takes cifar up to 64 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero-start residual branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts the last batch-norm scale of every residual branch at zero, as in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projection head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 applies the loss to h itself, 1 is a linear head, 2 or 3 a non-linear one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the head&apos;s hidden layers. 0 takes the dimension of h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output dimension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dimension of z, on which the loss is computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch-norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paper: after every layer, the last without offset. hidden: after hidden layers only. none: biases instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The contrastive loss over the 2N views of a batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature τ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the similarities. Low values make the loss look at the hardest negatives only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brings z to unit length first. Without it, the similarity is the plain dot product.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lars adapts the rate layer by layer and is made for large batches; sgd suits batches up to a few hundred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base rate; scaling turns it into the peak rate. LARS wants about ten times the rate of SGD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak rate for batch size B: linear is rate × B/256, sqrt is rate × √B, none is the rate itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step&apos;s direction that is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks one step ahead when applying momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls weights toward zero. Batch-norm parameters and biases are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LARS trust coefficient η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales the layer-wise rate ‖w‖/‖g‖ of LARS; the paper&apos;s value is 0.001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the training images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images per step, N. Each view is contrasted with 2N − 2 negatives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate rises linearly from 0 for so long, then falls to 0 along a cosine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixes every random choice: same settings, images and seed give the same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic of the encoder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads that compute. 0 takes every core.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loader threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads that make views. Their number never changes the views. 0 chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs between checkpoints. One is written at the end and when a run is stopped, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs between kNN evaluations. The last epoch always is evaluated; 0 evaluates only then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbors k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest training images, by cosine of h, that vote on a test image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A neighbor votes with weight exp(cosine / temperature).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most this many training images serve as neighbors, drawn by seed. 0 uses all.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartOptions</name>
    <message>
        <source>Show this page first: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colors for this time: light, dark or system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget size and arrangement of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desktop workbench for contrastive representation learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the project to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one project can be opened: %1 is one too many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no page named %1; known are %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no theme named %1; known are light, dark and system.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ChartsPanel</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of a moving average over the noisy curves, as in TensorBoard. The measured values stay visible behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <comment>smoothing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the whole run again and follows it (double-click in a chart, or 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrastive accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>among 2N − 2 negatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>std of unit h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projection spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>std of unit z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy of the softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series of the fourth chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first value comes with the first evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first point comes after the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These images carry no labels, so there is no accuracy to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance: ln(2N − 1) = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>k %1 · τ %2 · %3 · %4 · %5</source>
        <comment>neighbours, temperature, metric, feature, split</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ClassList</name>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without label</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::DataPage</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the images to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dataset is a folder of images. With one sub-folder per class, the labels serve to measure what the encoder learns; training itself never looks at them. The binary files of CIFAR-10, CIFAR-100 and STL-10 open as well. You can also drop a folder here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the sample set Shapes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold out a part of the training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “test” beside the training images was taken as test images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the sample set Shapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of the training images, held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2</source>
        <extracomment>name of a dataset and how many images it has</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening images…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::DatasetView</name>
    <message>
        <source>Search by file name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::EventListModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::HelpWindow</name>
    <message>
        <source>Tandem help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ImageGrid</name>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file name, place</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, class %2, %3</source>
        <comment>file name, class, place</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s); the arrow keys move from one to the next</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ImageInspector</name>
    <message>
        <source>Selected image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::LogPanel</name>
    <message>
        <source>Log of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs go on without the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Tandem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::MainWindow</name>
    <message>
        <source>%1 – Tandem</source>
        <comment>name of the project</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tandem projects (*.tandem)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>untitled.tandem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs go on when this window is closed. The next start finds them again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::MessageBar</name>
    <message>
        <source>Error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n times)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ModeBar</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::NewRunDialog</name>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings as they stand below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak learning rate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 negatives per view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance loss ln(2N − 1) = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps per epoch, %2 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fewer images (%1) than one batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) do not fit yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The run needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::PairsPanel</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) as the trainer saw them in epoch %1, step %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sample %1, view %2 of 2, epoch %3, %4 × %4 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two views of each sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %L1, step %L2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#%1</source>
        <comment>number of a sample</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ProgressDelegate</name>
    <message>
        <source>Epoch %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::ProgressPanel</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunActions</name>
    <message>
        <source>New &amp;run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a run with settings of your choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop within one step and keep a checkpoint to go on from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after this &amp;epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the epoch that is under way, evaluate, then stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, bit for bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start another run from this one&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder that holds everything of this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what an action does, its keys</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunDetail</name>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trained for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 waiting for data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The views come with the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No views were kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunListModel</name>
    <message>
        <source>Step %L1 of %L2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN accuracy of the latest evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best kNN accuracy so far, on the same test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN, last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN, best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunListView</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops after epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN, last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kNN, best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunSettingsPanel</name>
    <message>
        <source>%1, changed from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of this run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run trains an encoder on the images of the Data page. You will see its loss leave chance here, and how well its features tell the classes apart. It goes on when this window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, state or setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file manager answered. The run lies in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) training</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SeriesChart</name>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (epoch %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place: value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: last %2 at step %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>, %n value(s) that are no numbers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SettingRow</name>
    <message>
        <source>Reset %1 to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::SettingsForm</name>
    <message>
        <source>This takes %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting matches the search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something here does not fit yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more setting(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ShapesDialog</name>
    <message>
        <source>Make the sample set Shapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten classes of textured objects in random color, pose and light, made such that color alone cannot tell the classes apart. The same seed makes the same images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %1 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image &amp;size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images per &amp;class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 training images and %2 test images, in the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::SkippedFiles</name>
    <message>
        <source>Skipped files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read and were left out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SourceRow</name>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <comment>training images, test images</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ways to choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ways to choose: %1</source>
        <comment>training images, test images</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary files of CIFAR-10, CIFAR-100 and STL-10 (*.bin);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a binary file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::StatusLine</name>
    <message>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No images chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tandem::WelcomePage</name>
    <message>
        <source>See what your augmentations do, train an encoder without labels, and watch what it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   %2</source>
        <extracomment>name of a project, and the path of its folder</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
