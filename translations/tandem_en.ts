<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>RunText</name>
    <message numerus="yes">
        <source>about %n day(s) left</source>
        <translation>
            <numerusform>about %n day left</numerusform>
            <numerusform>about %n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepText</name>
    <message numerus="yes">
        <source>%L1 of %Ln run(s) done</source>
        <translation>
            <numerusform>%L1 of %Ln run done</numerusform>
            <numerusform>%L1 of %Ln runs done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln running</numerusform>
            <numerusform>%Ln running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hole(s)</source>
        <translation>
            <numerusform>%Ln hole</numerusform>
            <numerusform>%Ln holes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::AddValuesDialog</name>
    <message numerus="yes">
        <source>%Ln more run(s).</source>
        <translation>
            <numerusform>%Ln more run.</numerusform>
            <numerusform>%Ln more runs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::AlignmentPlane</name>
    <message numerus="yes">
        <source>%1: uniformity %2, alignment %3 after %n evaluation(s)</source>
        <translation>
            <numerusform>%1: uniformity %2, alignment %3 after %n evaluation</numerusform>
            <numerusform>%1: uniformity %2, alignment %3 after %n evaluations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::AugmentPage</name>
    <message numerus="yes">
        <source>%1 µs a view: %n loader thread(s) make about %2 views/s.</source>
        <translation>
            <numerusform>%1 µs a view: %n loader thread makes about %2 views/s.</numerusform>
            <numerusform>%1 µs a view: %n loader threads make about %2 views/s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::BestSoFar</name>
    <message numerus="yes">
        <source>%Ln run(s); the best, %1, is %2</source>
        <translation>
            <numerusform>%Ln run; the best, %1, is %2</numerusform>
            <numerusform>%Ln runs; the best, %1, is %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ClassList</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::CompositionDialog</name>
    <message numerus="yes">
        <source>%1 × %1 pairs: %Ln run(s) for each seed.</source>
        <translation>
            <numerusform>%1 × %1 pairs: %Ln run for each seed.</numerusform>
            <numerusform>%1 × %1 pairs: %Ln runs for each seed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ConfusionView</name>
    <message numerus="yes">
        <source>%Ln image(s) of %1 that were classified right</source>
        <translation>
            <numerusform>%Ln image of %1 that was classified right</numerusform>
            <numerusform>%Ln images of %1 that were classified right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) of %1 that were taken for %2</source>
        <translation>
            <numerusform>%Ln image of %1 that was taken for %2</numerusform>
            <numerusform>%Ln images of %1 that were taken for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::CursorCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::DatasetView</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::EmbeddingMap</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shown</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln shown</numerusform>
            <numerusform>%Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more selected that are not on this map</source>
        <comment>number of images</comment>
        <translation>
            <numerusform>%Ln more selected that is not on this map</numerusform>
            <numerusform>%Ln more selected that are not on this map</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <comment>number of classes</comment>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::EncoderPicker</name>
    <message numerus="yes">
        <source>After %n epoch(s): %1 dimensions of h, %2 of z, views of %3 px.</source>
        <translation>
            <numerusform>After %n epoch: %1 dimensions of h, %2 of z, views of %3 px.</numerusform>
            <numerusform>After %n epochs: %1 dimensions of h, %2 of z, views of %3 px.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::HeatMap</name>
    <message numerus="yes">
        <source>%Ln field(s); the arrow keys move from one to the next, Enter opens its runs</source>
        <translation>
            <numerusform>%Ln field; the arrow keys move from one to the next, Enter opens its runs</numerusform>
            <numerusform>%Ln fields; the arrow keys move from one to the next, Enter opens its runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln run(s) done</source>
        <translation>
            <numerusform>%L1 of %Ln run done</numerusform>
            <numerusform>%L1 of %Ln runs done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ImageGrid</name>
    <message numerus="yes">
        <source>%Ln image(s); the arrow keys move from one to the next</source>
        <translation>
            <numerusform>%Ln image; the arrow keys move from one to the next</numerusform>
            <numerusform>%Ln images; the arrow keys move from one to the next</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ImportancePanel</name>
    <message numerus="yes">
        <source>Learned from %Ln run(s); it foretells %1 % of the differences among runs that it did not see.</source>
        <translation>
            <numerusform>Learned from %Ln run; it foretells %1 % of the differences among runs that it did not see.</numerusform>
            <numerusform>Learned from %Ln runs; it foretells %1 % of the differences among runs that it did not see.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Here you will see which setting matters. That takes %1 runs with a result; there are %Ln so far.</source>
        <translation>
            <numerusform>Here you will see which setting matters. That takes %1 runs with a result; there is %Ln so far.</numerusform>
            <numerusform>Here you will see which setting matters. That takes %1 runs with a result; there are %Ln so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::MapComparison</name>
    <message numerus="yes">
        <source>%n image(s) whose neighbors differ most from those in %1</source>
        <translation>
            <numerusform>%n image whose neighbors differ most from those in %1</numerusform>
            <numerusform>%n images whose neighbors differ most from those in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::MapLegend</name>
    <message numerus="yes">
        <source>× not known of %Ln image(s)</source>
        <translation>
            <numerusform>× not known of %Ln image</numerusform>
            <numerusform>× not known of %Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::MapPanel</name>
    <message numerus="yes">
        <source>Add the %Ln nearest to the selection</source>
        <translation>
            <numerusform>Add the nearest to the selection (%Ln)</numerusform>
            <numerusform>Add the %Ln nearest to the selection</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::MessageBar</name>
    <message numerus="yes">
        <source>%1 (%n times)</source>
        <translation>
            <numerusform>%1 (once)</numerusform>
            <numerusform>%1 (%n times)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NeighborPanel</name>
    <message numerus="yes">
        <source>%Ln selected image(s)</source>
        <translation>
            <numerusform>%Ln selected image</numerusform>
            <numerusform>%Ln selected images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NewRunDialog</name>
    <message numerus="yes">
        <source>%Ln step(s) per epoch, %1 in all</source>
        <translation>
            <numerusform>%Ln step per epoch, %1 in all</numerusform>
            <numerusform>%Ln steps per epoch, %1 in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) do not fit yet</source>
        <translation>
            <numerusform>%n setting does not fit yet</numerusform>
            <numerusform>%n settings do not fit yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seeds</source>
        <comment>runs that differ in their seed</comment>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only what differs (%Ln)</source>
        <translation>
            <numerusform>Only what differs (%Ln)</numerusform>
            <numerusform>Only what differs (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Start %n run(s)</source>
        <translation>
            <numerusform>&amp;Start %n run</numerusform>
            <numerusform>&amp;Start %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NewSweepDialog</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln epoch(s)</source>
        <translation>
            <numerusform>%Ln epoch</numerusform>
            <numerusform>%Ln epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation>
            <numerusform>%Ln seed</numerusform>
            <numerusform>%Ln seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln trial(s)</source>
        <translation>
            <numerusform>%Ln trial</numerusform>
            <numerusform>%Ln trials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, batch %L2, %L3 epochs; %Ln setting(s) other than the default</source>
        <comment>an encoder …</comment>
        <translation>
            <numerusform>%1, batch %L2, %L3 epochs; %Ln setting other than the default</numerusform>
            <numerusform>%1, batch %L2, %L3 epochs; %Ln settings other than the default</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln axis(es) do not fit yet.</source>
        <translation>
            <numerusform>%Ln axis does not fit yet.</numerusform>
            <numerusform>%Ln axes do not fit yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::NumbersView</name>
    <message numerus="yes">
        <source>Mean ± standard deviation of %n run(s)</source>
        <translation>
            <numerusform>Mean ± standard deviation of %n run</numerusform>
            <numerusform>Mean ± standard deviation of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::PairsPanel</name>
    <message numerus="yes">
        <source>%n sample(s) as the trainer saw them in epoch %1, step %2</source>
        <translation>
            <numerusform>%n sample as the trainer saw it in epoch %1, step %2</numerusform>
            <numerusform>%n samples as the trainer saw them in epoch %1, step %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::PaperPanel</name>
    <message numerus="yes">
        <source>The orders agree by a rank correlation of %1 over %Ln cell(s).</source>
        <translation>
            <numerusform>The orders agree by a rank correlation of %1 over %Ln cell.</numerusform>
            <numerusform>The orders agree by a rank correlation of %1 over %Ln cells.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ParallelPlot</name>
    <message numerus="yes">
        <source>%Ln run(s) over %1</source>
        <comment>the axes follow</comment>
        <translation>
            <numerusform>%Ln run over %1</numerusform>
            <numerusform>%Ln runs over %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::ProgressPanel</name>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::QueueModel</name>
    <message numerus="yes">
        <source>%Ln run(s) before it</source>
        <translation>
            <numerusform>%Ln run before it</numerusform>
            <numerusform>%Ln runs before it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::QueuePanel</name>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln running</numerusform>
            <numerusform>%Ln running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) taken out.</source>
        <translation>
            <numerusform>%Ln run taken out.</numerusform>
            <numerusform>%Ln runs taken out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunExchange</name>
    <message numerus="yes">
        <source>Packing %n run(s)…</source>
        <translation>
            <numerusform>Packing %n run…</numerusform>
            <numerusform>Packing %n runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were taken in.</source>
        <translation>
            <numerusform>%n run was taken in.</numerusform>
            <numerusform>%n runs were taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them were here already and stand beside the old ones.</source>
        <translation>
            <numerusform>%n of them was here already and stands beside the old one.</numerusform>
            <numerusform>%n of them were here already and stand beside the old ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them wait in the queue, paused.</source>
        <translation>
            <numerusform>%n of them waits in the queue, paused.</numerusform>
            <numerusform>%n of them wait in the queue, paused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sweep(s) came along, paused.</source>
        <translation>
            <numerusform>%n sweep came along, paused.</numerusform>
            <numerusform>%n sweeps came along, paused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n run(s) lie complete in %1.</source>
        <translation>
            <numerusform>Stopped; %n run lies complete in %1.</numerusform>
            <numerusform>Stopped; %n runs lie complete in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunTableModel</name>
    <message numerus="yes">
        <source>Settings cannot be read: %n run(s)</source>
        <translation>
            <numerusform>Settings cannot be read: %n run</numerusform>
            <numerusform>Settings cannot be read: %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n seed(s)</source>
        <comment>name of a run</comment>
        <translation>
            <numerusform>%1: %n seed</numerusform>
            <numerusform>%1: %n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2: %n run(s)</source>
        <comment>a column, its value</comment>
        <translation>
            <numerusform>%1 %2: %n run</numerusform>
            <numerusform>%1 %2: %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean ± standard deviation of %n run(s)</source>
        <translation>
            <numerusform>Mean ± standard deviation of %n run</numerusform>
            <numerusform>Mean ± standard deviation of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunTablePanel</name>
    <message numerus="yes">
        <source>%n run(s) moved to the trash.</source>
        <translation>
            <numerusform>%n run moved to the trash.</numerusform>
            <numerusform>%n runs moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n more run(s)…</source>
        <translation>
            <numerusform>Reading %n more run…</numerusform>
            <numerusform>Reading %n more runs…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 of %n run</numerusform>
            <numerusform>%1 of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s) training</source>
        <translation>
            <numerusform>%n run training</numerusform>
            <numerusform>%n runs training</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SampleTable</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SeriesChart</name>
    <message numerus="yes">
        <source>, %n value(s) that are no numbers</source>
        <translation>
            <numerusform>, %n value that is no number</numerusform>
            <numerusform>, %n values that are no numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; and %n more curve(s)</source>
        <translation>
            <numerusform>; and %n more curve</numerusform>
            <numerusform>; and %n more curves</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) above the range</source>
        <translation>
            <numerusform>%n point above the range</numerusform>
            <numerusform>%n points above the range</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) below the range</source>
        <translation>
            <numerusform>%n point below the range</numerusform>
            <numerusform>%n points below the range</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SettingsForm</name>
    <message numerus="yes">
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>%n more setting</numerusform>
            <numerusform>%n more settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SkippedFiles</name>
    <message numerus="yes">
        <source>%Ln file(s) or folder(s) left out</source>
        <translation>
            <numerusform>%Ln file or folder left out</numerusform>
            <numerusform>%Ln files or folders left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SweepActions</name>
    <message numerus="yes">
        <source>&amp;Fill %Ln hole(s)</source>
        <translation>
            <numerusform>&amp;Fill %Ln hole</numerusform>
            <numerusform>&amp;Fill %Ln holes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::SweepsPage</name>
    <message numerus="yes">
        <source>%Ln run(s) put into the queue.</source>
        <translation>
            <numerusform>%Ln run put into the queue.</numerusform>
            <numerusform>%Ln runs put into the queue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sweep(s) at work</source>
        <translation>
            <numerusform>%Ln sweep at work</numerusform>
            <numerusform>%Ln sweeps at work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %L2 of %Ln run(s)</source>
        <comment>a sweep, runs done, all runs</comment>
        <translation>
            <numerusform>%1: %L2 of %Ln run</numerusform>
            <numerusform>%1: %L2 of %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::TagDialog</name>
    <message numerus="yes">
        <source>Tags of %n run(s)</source>
        <translation>
            <numerusform>Tags of %n run</numerusform>
            <numerusform>Tags of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::TrashDialog</name>
    <message numerus="yes">
        <source>%n run(s), %1 in all. Notes and tags come back with a run.</source>
        <translation>
            <numerusform>%n run, %1 in all. Notes and tags come back with a run.</numerusform>
            <numerusform>%n runs, %1 in all. Notes and tags come back with a run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n run(s) for good? This frees %1 and cannot be undone.</source>
        <translation>
            <numerusform>Remove %n run for good? This frees %1 and cannot be undone.</numerusform>
            <numerusform>Remove %n runs for good? This frees %1 and cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tandem::VectorChart</name>
    <message numerus="yes">
        <source>%1: %n evaluation(s)</source>
        <translation>
            <numerusform>%1: %n evaluation</numerusform>
            <numerusform>%1: %n evaluations</numerusform>
        </translation>
    </message>
</context>
</TS>
