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
    <name>tandem::SeriesChart</name>
    <message numerus="yes">
        <source>, %n value(s) that are no numbers</source>
        <translation>
            <numerusform>, %n value that is no number</numerusform>
            <numerusform>, %n values that are no numbers</numerusform>
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
        <source>%Ln file(s) could not be read and were left out</source>
        <translation>
            <numerusform>%Ln file could not be read and was left out</numerusform>
            <numerusform>%Ln files could not be read and were left out</numerusform>
        </translation>
    </message>
</context>
</TS>
