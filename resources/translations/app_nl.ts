<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en_GB">
<context>
    <name>About</name>
    <message>
        <source>About optopcheck</source>
        <translation>Over optopcheck</translation>
    </message>
    <message>
        <source>Checks whether a building may get one more storey: heights, volumes, sun and municipal rules. This is no permit and no promise.</source>
        <translation>Toetst of een gebouw een extra bouwlaag mag krijgen: hoogten, inhoud, zon en gemeentelijke regels. Dit is geen vergunning en geen belofte.</translation>
    </message>
    <message>
        <source>Licence: EUPL-1.2. Libraries keep their own licences:</source>
        <translation>Licentie: EUPL-1.2. Bibliotheken houden hun eigen licentie:</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versies</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Vermeldingen</translation>
    </message>
</context>
<context>
    <name>BlitViewport</name>
    <message>
        <source>3D picture</source>
        <translation>3D-beeld</translation>
    </message>
    <message>
        <source>Arrow keys turn, with Shift they move, + and - zoom, Home shows all, E shows what is lit, 1 to 6 choose a view, Space picks what is in the middle, the menu key opens the menu, C walks (then W A S D), comma and point move the line of comparison, Escape stops.</source>
        <translation>Pijltoetsen draaien, met Shift schuiven zij, + en - zoomen, Home toont alles, E toont wat oplicht, 1 tot 6 kiezen een aanzicht, de spatiebalk kiest wat in het midden staat, de menutoets opent het menu, C loopt (dan W A S D), komma en punt verschuiven de vergelijkingslijn, Escape stopt.</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>Apply</source>
        <translation>Toepassen</translation>
    </message>
    <message>
        <source>Apply the case</source>
        <translation>Zaak toepassen</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Herstellen</translation>
    </message>
    <message>
        <source>Revert the case</source>
        <translation>Zaak herstellen</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Gebouw</translation>
    </message>
    <message>
        <source>only if the model holds more</source>
        <translation>alleen als er meer zijn</translation>
    </message>
    <message>
        <source>Municipality</source>
        <translation>Gemeente</translation>
    </message>
    <message>
        <source>Plan datum</source>
        <translation>Peil</translation>
    </message>
    <message>
        <source>from the model</source>
        <translation>uit het model</translation>
    </message>
    <message>
        <source>Measuring level</source>
        <translation>Meetniveau</translation>
    </message>
    <message>
        <source>ground at the entrance</source>
        <translation>terrein bij de toegang</translation>
    </message>
    <message>
        <source>Origin of the plan datum</source>
        <translation>Herkomst van het peil</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Omgeving</translation>
    </message>
    <message>
        <source>CityJSON (*.json *.jsonl *.city.json)</source>
        <translation>CityJSON (*.json *.jsonl *.city.json)</translation>
    </message>
    <message>
        <source>Plan rules</source>
        <translation>Planregels</translation>
    </message>
    <message>
        <source>Plan rules (*.toml)</source>
        <translation>Planregels (*.toml)</translation>
    </message>
    <message>
        <source>Structural statement</source>
        <translation>Constructieve verklaring</translation>
    </message>
    <message>
        <source>Paper (*.pdf *.*)</source>
        <translation>Stuk (*.pdf *.*)</translation>
    </message>
    <message>
        <source>Extra storeys that the structure bears</source>
        <translation>Extra lagen die de constructie draagt</translation>
    </message>
    <message>
        <source>Who states it</source>
        <translation>Wie het verklaart</translation>
    </message>
    <message>
        <source>Role of who states it</source>
        <translation>Rol van wie het verklaart</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Toetsdatum</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>ingevoerd</translation>
    </message>
    <message>
        <source>design</source>
        <translation>ontwerp</translation>
    </message>
    <message>
        <source>surveyed</source>
        <translation>ingemeten</translation>
    </message>
    <message>
        <source>AHN (unconfirmed)</source>
        <translation>AHN (onbevestigd)</translation>
    </message>
    <message>
        <source>Place and height</source>
        <translation>Plaats en hoogte</translation>
    </message>
    <message>
        <source>Plan datum [m]</source>
        <translation>Peil [m]</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkomst</translation>
    </message>
    <message>
        <source>Measuring level [m]</source>
        <translation>Meetniveau [m]</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Stukken</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Stuk</translation>
    </message>
    <message>
        <source>Bears</source>
        <translation>Draagt</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Choose the paper of the statement first</source>
        <translation>Kies eerst het stuk van de verklaring</translation>
    </message>
    <message>
        <source>The plan datum comes from the model</source>
        <translation>Het peil komt uit het model</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Er is niets veranderd</translation>
    </message>
    <message>
        <source>Read the case anew and assess it</source>
        <translation>De zaak opnieuw lezen en toetsen</translation>
    </message>
    <message>
        <source>A municipality code is GM and four digits, e.g. GM0637</source>
        <translation>Een gemeentecode is GM en vier cijfers, bijvoorbeeld GM0637</translation>
    </message>
    <message>
        <source>The plan datum is no number; write e.g. 9,8 or 9.8</source>
        <translation>Het peil is geen getal; schrijf bijvoorbeeld 9,8 of 9.8</translation>
    </message>
    <message>
        <source>The measuring level is no number; write e.g. 9,8 or 9.8</source>
        <translation>Het meetniveau is geen getal; schrijf bijvoorbeeld 9,8 of 9.8</translation>
    </message>
    <message>
        <source>A statement needs the name and the role of who makes it</source>
        <translation>Een verklaring heeft de naam en de rol nodig van wie haar aflegt</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Isolate</source>
        <translation>Isoleren</translation>
    </message>
    <message>
        <source>Isolate its storey</source>
        <translation>De verdieping isoleren</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>X-ray</source>
        <translation>Doorzichtig</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles tonen</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>Inzoomen op de keuze</translation>
    </message>
    <message>
        <source>Zoom to all</source>
        <translation>Alles in beeld</translation>
    </message>
    <message>
        <source>Parallel projection</source>
        <translation>Evenwijdige projectie</translation>
    </message>
    <message>
        <source>Walk at eye height</source>
        <translation>Lopen op ooghoogte</translation>
    </message>
    <message>
        <source>Previous view</source>
        <translation>Vorige blik</translation>
    </message>
    <message>
        <source>Next view</source>
        <translation>Volgende blik</translation>
    </message>
    <message>
        <source>Measure a distance</source>
        <translation>Afstand meten</translation>
    </message>
    <message>
        <source>Measure an angle</source>
        <translation>Hoek meten</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Doorsnede</translation>
    </message>
    <message>
        <source>Box around the selection</source>
        <translation>Kader om de keuze</translation>
    </message>
    <message>
        <source>There is no picture yet</source>
        <translation>Er is nog geen beeld</translation>
    </message>
    <message>
        <source>Choose a part first: click it, or press Space</source>
        <translation>Kies eerst een onderdeel: klik het aan, of druk op de spatiebalk</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Er is niets verborgen</translation>
    </message>
    <message>
        <source>There is no earlier view</source>
        <translation>Er is geen eerdere blik</translation>
    </message>
    <message>
        <source>Go back first</source>
        <translation>Ga eerst terug</translation>
    </message>
</context>
<context>
    <name>ConstructionField</name>
    <message>
        <source>Construction</source>
        <translation>Bouwwijze</translation>
    </message>
    <message>
        <source>For the screening of the structure alone: no rule and no verdict rests on it</source>
        <translation>Alleen voor de screening van de constructie: geen regel en geen oordeel steunt erop</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>niet gekozen</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>The day of the chosen point</source>
        <translation>De dag van het gekozen meetpunt</translation>
    </message>
    <message>
        <source>Existing</source>
        <translation>Bestaand</translation>
    </message>
    <message>
        <source>Permitted</source>
        <translation>Toegestaan</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Voorgesteld</translation>
    </message>
    <message>
        <source>Click a point in the picture or a row of the table to see its day.</source>
        <translation>Klik een meetpunt in het beeld of een rij van de tabel om zijn dag te zien.</translation>
    </message>
    <message>
        <source>loses %1 min, ± %2</source>
        <translation>verliest %1 min, ± %2</translation>
    </message>
</context>
<context>
    <name>DoubtBar</name>
    <message>
        <source>Measured value against the limit</source>
        <translation>Meting tegen de grens</translation>
    </message>
</context>
<context>
    <name>ElementPanel</name>
    <message>
        <source>Fly there</source>
        <translation>Vlieg erheen</translation>
    </message>
    <message>
        <source>Fly to this part</source>
        <translation>Vlieg naar dit onderdeel</translation>
    </message>
    <message>
        <source>Isolate</source>
        <translation>Isoleer</translation>
    </message>
    <message>
        <source>Show this part alone</source>
        <translation>Alleen dit onderdeel tonen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verberg</translation>
    </message>
    <message>
        <source>Hide this part</source>
        <translation>Verberg dit onderdeel</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Copy all properties</source>
        <translation>Kopieer alle eigenschappen</translation>
    </message>
    <message>
        <source>No part chosen</source>
        <translation>Geen onderdeel gekozen</translation>
    </message>
    <message>
        <source>Choose a part in the picture or in the model tree first</source>
        <translation>Kies eerst een onderdeel in het beeld of in de modelboom</translation>
    </message>
    <message>
        <source>Bring this part into view</source>
        <translation>Breng dit onderdeel in beeld</translation>
    </message>
    <message>
        <source>Take this part out of the picture</source>
        <translation>Haal dit onderdeel uit het beeld</translation>
    </message>
    <message>
        <source>Copy all properties as a table</source>
        <translation>Kopieer alle eigenschappen als tabel</translation>
    </message>
    <message>
        <source>Click a part in the picture, or choose one in the model tree.</source>
        <translation>Klik een onderdeel in het beeld, of kies er een in de modelboom.</translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message>
        <source>Verdict of the chosen finding</source>
        <translation>Oordeel van de gekozen bevinding</translation>
    </message>
    <message>
        <source>Fly there</source>
        <translation>Vlieg erheen</translation>
    </message>
    <message>
        <source>Fly to the elements of the finding</source>
        <translation>Vlieg naar de onderdelen van de bevinding</translation>
    </message>
    <message>
        <source>Isolate</source>
        <translation>Isoleer</translation>
    </message>
    <message>
        <source>Show the elements of the finding alone</source>
        <translation>Alleen de onderdelen van de bevinding tonen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Toon alles</translation>
    </message>
    <message>
        <source>Show everything again</source>
        <translation>Alles weer tonen</translation>
    </message>
    <message>
        <source>Card of the chosen finding</source>
        <translation>Kaart van de gekozen bevinding</translation>
    </message>
    <message>
        <source>No finding chosen</source>
        <translation>Geen bevinding gekozen</translation>
    </message>
    <message>
        <source>Choose one in the list.</source>
        <translation>Kies er een in de lijst.</translation>
    </message>
    <message>
        <source>Choose a finding first</source>
        <translation>Kies eerst een bevinding</translation>
    </message>
    <message>
        <source>This finding points at no elements of the model</source>
        <translation>Deze bevinding wijst geen onderdelen van het model aan</translation>
    </message>
    <message>
        <source>Bring the elements of this finding into view and light them up</source>
        <translation>Breng de onderdelen van deze bevinding in beeld en licht ze op</translation>
    </message>
    <message>
        <source>Show the elements of this finding alone</source>
        <translation>Alleen de onderdelen van deze bevinding tonen</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Er is niets verborgen</translation>
    </message>
    <message>
        <source>Show everything that was hidden</source>
        <translation>Toon alles wat verborgen was</translation>
    </message>
    <message>
        <source>elements (%1)</source>
        <translation>onderdelen (%1)</translation>
    </message>
</context>
<context>
    <name>EvidenceSide</name>
    <message>
        <source>Evidence of what is chosen</source>
        <translation>Bewijs van wat gekozen is</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Bevinding</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Getal</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Onderdeel</translation>
    </message>
    <message>
        <source>The evidence of the chosen finding</source>
        <translation>Het bewijs van de gekozen bevinding</translation>
    </message>
    <message>
        <source>Where the chosen number comes from</source>
        <translation>Waar het gekozen getal vandaan komt</translation>
    </message>
    <message>
        <source>The properties of the chosen part of the model</source>
        <translation>De eigenschappen van het gekozen onderdeel</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>&amp;Report as PDF …</source>
        <translation>&amp;Rapport als PDF …</translation>
    </message>
    <message>
        <source>Report as &amp;web page …</source>
        <translation>Rapport als &amp;webpagina …</translation>
    </message>
    <message>
        <source>PDF without &amp;attachments, for portals …</source>
        <translation>PDF zonder bij&amp;lagen, voor loketten …</translation>
    </message>
    <message>
        <source>&amp;BCF for the model checker …</source>
        <translation>&amp;BCF voor de modelcontrole …</translation>
    </message>
    <message>
        <source>&amp;IFC with the added storey …</source>
        <translation>&amp;IFC met de optoplaag …</translation>
    </message>
    <message>
        <source>&amp;GLB for presentation …</source>
        <translation>&amp;GLB voor presentatie …</translation>
    </message>
    <message>
        <source>&amp;CityJSON for GIS …</source>
        <translation>&amp;CityJSON voor GIS …</translation>
    </message>
    <message>
        <source>&amp;JSON of the assessment …</source>
        <translation>&amp;JSON van de beoordeling …</translation>
    </message>
    <message>
        <source>&amp;Shadow plates in a folder …</source>
        <translation>&amp;Schaduwplaten in een map …</translation>
    </message>
    <message>
        <source>&amp;Picture as it is seen …</source>
        <translation>B&amp;eeld zoals u het ziet …</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>Er is geen zaak geopend</translation>
    </message>
    <message>
        <source>There is no picture yet</source>
        <translation>Er is nog geen beeld</translation>
    </message>
    <message>
        <source>The present scenario is not assessed yet (F5)</source>
        <translation>Het huidige ontwerp is nog niet getoetst (F5)</translation>
    </message>
    <message>
        <source>There is no design: see the measurements for the reason</source>
        <translation>Er is geen ontwerp; de reden staat bij de metingen</translation>
    </message>
    <message>
        <source>The place of the model on earth is not known</source>
        <translation>De plaats van het model op aarde is niet bekend</translation>
    </message>
</context>
<context>
    <name>ExtraPanel</name>
    <message>
        <source>Choose a number to see where it comes from.</source>
        <translation>Kies een getal om te zien waar het vandaan komt.</translation>
    </message>
</context>
<context>
    <name>FacadeFields</name>
    <message>
        <source>Assess first: the façades are not known yet.</source>
        <translation>Toets eerst: de gevels zijn nog niet bekend.</translation>
    </message>
    <message>
        <source>%1° (%2), %3 m</source>
        <translation>%1° (%2), %3 m</translation>
    </message>
    <message>
        <source>Setback of façade %1</source>
        <translation>Terugligging van gevel %1</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>NE</source>
        <translation>NO</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>SE</source>
        <translation>ZO</translation>
    </message>
    <message>
        <source>S</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>SW</source>
        <translation>ZW</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>NW</source>
        <translation>NW</translation>
    </message>
</context>
<context>
    <name>FactsGroup</name>
    <message>
        <source>Who says so</source>
        <translation>Wie dit zegt</translation>
    </message>
    <message>
        <source>register, deed, survey</source>
        <translation>register, akte, opname</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>niet opgegeven</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nee</translation>
    </message>
    <message>
        <source>What no model tells</source>
        <translation>Wat geen model vertelt</translation>
    </message>
    <message>
        <source>What is left open stays unknown, and is never counted as no.</source>
        <translation>Wat u openlaat blijft onbekend, en telt nooit als nee.</translation>
    </message>
</context>
<context>
    <name>FileRoom</name>
    <message>
        <source>Unsaved work</source>
        <translation>Niet bewaard werk</translation>
    </message>
    <message>
        <source>Work that can be recovered</source>
        <translation>Werk dat te herstellen is</translation>
    </message>
    <message>
        <source>Reviewing</source>
        <translation>Beoordeling</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>Bewaren en sluiten</translation>
    </message>
    <message>
        <source>Save the dossier, then close the window</source>
        <translation>Bewaart het dossier en sluit dan het venster</translation>
    </message>
    <message>
        <source>Close, recover later</source>
        <translation>Sluiten, later herstellen</translation>
    </message>
    <message>
        <source>The next start offers this work again</source>
        <translation>Bij de volgende start wordt dit werk weer aangeboden</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Sluiten zonder bewaren</translation>
    </message>
    <message>
        <source>What was not saved is gone</source>
        <translation>Wat niet bewaard is, is dan weg</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Blijven</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>Verder werken</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Herstellen</translation>
    </message>
    <message>
        <source>Open this work again</source>
        <translation>Opent dit werk opnieuw</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>This work is gone then</source>
        <translation>Dit werk is dan weg</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Keep it, and ask again at the next start</source>
        <translation>Blijft bewaard; bij de volgende start wordt het weer gevraagd</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>Nu narekenen</translation>
    </message>
    <message>
        <source>Measure and judge the files of this dossier here, and lay the findings beside its own</source>
        <translation>Meet en toets de bestanden van dit dossier hier, en leg de bevindingen naast die van het dossier</translation>
    </message>
    <message>
        <source>Stop reviewing</source>
        <translation>Beoordeling beëindigen</translation>
    </message>
    <message>
        <source>Go on with this dossier as a case that may be changed</source>
        <translation>Gaat met dit dossier verder als een zaak die gewijzigd mag worden</translation>
    </message>
    <message>
        <source>Dossiers (*%1)</source>
        <translation>Dossiers (*%1)</translation>
    </message>
    <message>
        <source>Save the dossier</source>
        <translation>Dossier bewaren</translation>
    </message>
    <message>
        <source>IFC models (*.ifc *.ifczip *.IFC)</source>
        <translation>IFC-modellen (*.ifc *.ifczip *.IFC)</translation>
    </message>
    <message>
        <source>Refine with an IFC model</source>
        <translation>Verfijnen met een IFC-model</translation>
    </message>
    <message>
        <source>Review a dossier</source>
        <translation>Dossier beoordelen</translation>
    </message>
    <message>
        <source>Review of “%1”: the case is read-only, decisions are added to the dossier.</source>
        <translation>Beoordeling van ‘%1’: de zaak is alleen te lezen, besluiten komen bij het dossier.</translation>
    </message>
    <message>
        <source>The findings are those of its maker; they were not computed again here.</source>
        <translation>De bevindingen zijn die van de maker; ze zijn hier nog niet nagerekend.</translation>
    </message>
    <message>
        <source>“%1” is not saved.</source>
        <translation>‘%1’ is niet bewaard.</translation>
    </message>
    <message>
        <source>A file is being written.</source>
        <translation>Er wordt nog een bestand geschreven.</translation>
    </message>
    <message>
        <source>Work of %1 on “%2” was not saved.</source>
        <translation>Werk van %1 aan ‘%2’ is niet bewaard.</translation>
    </message>
    <message>
        <source>Work of %1 on “%2” was not saved; there is more: %3.</source>
        <translation>Werk van %1 aan ‘%2’ is niet bewaard; er is nog meer: %3.</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>Bevindingen</translation>
    </message>
    <message>
        <source>Fly along</source>
        <translation>Vlieg mee</translation>
    </message>
    <message>
        <source>Fly to the elements of each finding that is chosen</source>
        <translation>Vlieg naar de onderdelen van elke bevinding die gekozen wordt</translation>
    </message>
    <message>
        <source>Choosing a finding brings its elements into view</source>
        <translation>Een bevinding kiezen brengt haar onderdelen in beeld</translation>
    </message>
    <message>
        <source>These findings are of the scenario before and do not count now.</source>
        <translation>Deze bevindingen horen bij het vorige ontwerp en gelden nu niet.</translation>
    </message>
    <message>
        <source>There are no findings yet.</source>
        <translation>Er zijn nog geen bevindingen.</translation>
    </message>
</context>
<context>
    <name>FirstPicture</name>
    <message>
        <source>Picture under way</source>
        <translation>Beeld onderweg</translation>
    </message>
    <message>
        <source>%1: %2 of the parts are there. Nothing was measured yet; the picture may still shift.</source>
        <translation>%1: %2 van de onderdelen is er. Er is nog niets gemeten; het beeld kan nog verschuiven.</translation>
    </message>
    <message>
        <source>%1: a quick sketch; walls, floors and roofs may still change. Nothing was measured yet.</source>
        <translation>%1: een snelle schets; muren, vloeren en daken kunnen nog veranderen. Er is nog niets gemeten.</translation>
    </message>
    <message>
        <source>%1: %2 of the parts are there, the rest is a quick sketch. Nothing was measured yet; the picture may still change.</source>
        <translation>%1: %2 van de onderdelen is er, de rest is een snelle schets. Er is nog niets gemeten; het beeld kan nog veranderen.</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Gebouw</translation>
    </message>
</context>
<context>
    <name>FormState</name>
    <message>
        <source>What is still missing</source>
        <translation>Wat er nog ontbreekt</translation>
    </message>
    <message>
        <source>Trial on the open case</source>
        <translation>Proef op de geopende zaak</translation>
    </message>
    <message>
        <source>This rule is not in order yet; see its field.</source>
        <translation>Deze regel is nog niet in orde; zie het veld.</translation>
    </message>
    <message>
        <source>The pack is in order and can be saved.</source>
        <translation>Het pakket is in orde en kan worden opgeslagen.</translation>
    </message>
    <message>
        <source>Still to fill in for this rule: %1</source>
        <translation>Nog in te vullen bij deze regel: %1</translation>
    </message>
    <message>
        <source>Still to fill in for the pack: %1</source>
        <translation>Nog in te vullen bij het pakket: %1</translation>
    </message>
    <message>
        <source>Another rule is not in order yet: see ✕ in the list.</source>
        <translation>Een andere regel is nog niet in orde: zie ✕ in de lijst.</translation>
    </message>
    <message>
        <source>Trial: as soon as this rule is in order it is tried on the open case.</source>
        <translation>Proef: zodra deze regel in orde is, wordt hij op de geopende zaak beproefd.</translation>
    </message>
    <message>
        <source>Trial: open and assess a case to see what this rule says of it.</source>
        <translation>Proef: open en toets een zaak om te zien wat deze regel ervan zegt.</translation>
    </message>
    <message>
        <source>Trial on the open case: %1. %2</source>
        <translation>Proef op de geopende zaak: %1. %2</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Who decided what and when</source>
        <translation>Wie wat wanneer besloot</translation>
    </message>
    <message>
        <source>Return to the viewpoint of this remark</source>
        <translation>Terug naar het standpunt van deze opmerking</translation>
    </message>
    <message>
        <source>Nothing was decided yet.</source>
        <translation>Er is nog niets besloten.</translation>
    </message>
    <message>
        <source>the whole</source>
        <translation>het geheel</translation>
    </message>
    <message>
        <source>with viewpoint</source>
        <translation>met standpunt</translation>
    </message>
</context>
<context>
    <name>InstallDialog</name>
    <message>
        <source>Install %1</source>
        <translation>%1 installeren</translation>
    </message>
    <message>
        <source>What was verified</source>
        <translation>Wat is gecontroleerd</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installeren</translation>
    </message>
    <message>
        <source>Do not install</source>
        <translation>Niet installeren</translation>
    </message>
    <message>
        <source>Yes, use it all the same</source>
        <translation>Ja, toch gebruiken</translation>
    </message>
    <message>
        <source>Answer to the question</source>
        <translation>Antwoord op de vraag</translation>
    </message>
    <message>
        <source>Yes, the programs of this bundle may run</source>
        <translation>Ja, de programma&apos;s uit dit pakket mogen draaien</translation>
    </message>
    <message>
        <source>Consent to programs</source>
        <translation>Toestemming voor programma&apos;s</translation>
    </message>
    <message>
        <source>Cannot be installed</source>
        <translation>Kan niet worden geïnstalleerd</translation>
    </message>
    <message>
        <source>Register of keys</source>
        <translation>Register van sleutels</translation>
    </message>
    <message>
        <source>Result of the verification</source>
        <translation>Uitkomst van de controle</translation>
    </message>
    <message>
        <source>This file cannot be installed; see the reason above</source>
        <translation>Dit bestand kan niet worden geïnstalleerd; zie de reden hierboven</translation>
    </message>
    <message>
        <source>Answer the question first</source>
        <translation>Beantwoord eerst de vraag</translation>
    </message>
    <message>
        <source>Allow the programs first</source>
        <translation>Sta eerst de programma&apos;s toe</translation>
    </message>
    <message>
        <source>Keep this file and use it</source>
        <translation>Dit bestand bewaren en gebruiken</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Running job</source>
        <translation>Lopende taak</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Voortgang</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Taak annuleren</translation>
    </message>
    <message>
        <source>Stop; everything stays as it was</source>
        <translation>Stoppen; alles blijft zoals het was</translation>
    </message>
    <message>
        <source>What is being written</source>
        <translation>Wat wordt geschreven</translation>
    </message>
    <message>
        <source>Progress of writing</source>
        <translation>Voortgang van het schrijven</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Stop schrijven</translation>
    </message>
    <message>
        <source>Nothing half-written is left</source>
        <translation>Er blijft niets half geschreven achter</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Gereed</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>Bezig met annuleren …</translation>
    </message>
    <message>
        <source>It stops at the next step</source>
        <translation>Stopt bij de volgende stap</translation>
    </message>
</context>
<context>
    <name>JudgedList</name>
    <message>
        <source>Findings to be judged</source>
        <translation>Te beoordelen bevindingen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>open</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Counted, lit in blue</source>
        <translation>Meegeteld, blauw verlicht</translation>
    </message>
    <message>
        <source>Left out, in yellow</source>
        <translation>Niet meegeteld, in geel</translation>
    </message>
</context>
<context>
    <name>LimitsTable</name>
    <message>
        <source>Limits</source>
        <translation>Grenswaarden</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Eenheid</translation>
    </message>
    <message>
        <source>Place in the source</source>
        <translation>Plaats in de bron</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>Bevestigd door</translation>
    </message>
    <message>
        <source>Add a limit</source>
        <translation>Grens erbij</translation>
    </message>
    <message>
        <source>Take a limit away</source>
        <translation>Grens eruit</translation>
    </message>
    <message>
        <source>There is no limit</source>
        <translation>Er is geen grens</translation>
    </message>
    <message>
        <source>Take the chosen limit away</source>
        <translation>De gekozen grens weghalen</translation>
    </message>
</context>
<context>
    <name>LossLegend</name>
    <message>
        <source>Colours of the loss of sun</source>
        <translation>Kleuren van het verlies van zon</translation>
    </message>
    <message>
        <source>on the worst day [min]:</source>
        <translation>op de slechtste dag [min]:</translation>
    </message>
    <message>
        <source>none</source>
        <translation>geen</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>meer dan %1</translation>
    </message>
    <message>
        <source>new point</source>
        <translation>nieuw meetpunt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Design and case</source>
        <translation>Ontwerp en zaak</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Ontwerp</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Zaak</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>The dossier is under review and stays as it is</source>
        <translation>Het dossier wordt beoordeeld en blijft zoals het is</translation>
    </message>
    <message>
        <source>Models and dossiers (*.ifc *.ifczip *.IFC *.optop);;IFC models (*.ifc *.ifczip *.IFC);;Dossiers (*.optop);;All files (*)</source>
        <translation>Modellen en dossiers (*.ifc *.ifczip *.IFC *.optop);;IFC-modellen (*.ifc *.ifczip *.IFC);;Dossiers (*.optop);;Alle bestanden (*)</translation>
    </message>
    <message>
        <source>Open a model or a dossier</source>
        <translation>Model of dossier openen</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>Manual</source>
        <translation>Handleiding</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Boek</translation>
    </message>
    <message>
        <source>Language of the rules</source>
        <translation>De taal van de regels</translation>
    </message>
    <message>
        <source>Rules in Python: the interface</source>
        <translation>Regels in Python: de naslag</translation>
    </message>
    <message>
        <source>Chapters of the manual</source>
        <translation>Hoofdstukken van de handleiding</translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation>Tekst van de handleiding</translation>
    </message>
    <message>
        <source>Find in the manual</source>
        <translation>Zoeken in de handleiding</translation>
    </message>
    <message>
        <source>Find words</source>
        <translation>Zoek woorden</translation>
    </message>
    <message>
        <source>Not in the manual</source>
        <translation>Staat niet in de handleiding</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Bestand</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Openen …</translation>
    </message>
    <message>
        <source>&amp;Sample case</source>
        <translation>&amp;Voorbeeld</translation>
    </message>
    <message>
        <source>Open a sca&amp;n …</source>
        <translation>Een potentie&amp;scan openen …</translation>
    </message>
    <message>
        <source>Opened &amp;last</source>
        <translation>&amp;Laatst geopend</translation>
    </message>
    <message>
        <source>Refine with an &amp;IFC …</source>
        <translation>Verfijnen met een &amp;IFC …</translation>
    </message>
    <message>
        <source>&amp;Review a dossier …</source>
        <translation>Dossier &amp;beoordelen …</translation>
    </message>
    <message>
        <source>&amp;Save the dossier</source>
        <translation>Dossier be&amp;waren</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>Bewaren &amp;als …</translation>
    </message>
    <message>
        <source>Se&amp;ttings …</source>
        <translation>&amp;Instellingen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Afsluiten</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>nog niets</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>Be&amp;werken</translation>
    </message>
    <message>
        <source>&amp;Undo the scenario</source>
        <translation>Ontwerp &amp;ongedaan maken</translation>
    </message>
    <message>
        <source>&amp;Redo the scenario</source>
        <translation>Ontwerp opnieu&amp;w uitvoeren</translation>
    </message>
    <message>
        <source>&amp;Assess again</source>
        <translation>Opnieuw &amp;toetsen</translation>
    </message>
    <message>
        <source>&amp;Cancel the job</source>
        <translation>Taak &amp;annuleren</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>&amp;Uitvoer</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Bee&amp;ld</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>&amp;Alles tonen</translation>
    </message>
    <message>
        <source>Show what is &amp;lit</source>
        <translation>Tonen wat op&amp;licht</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Taal</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Zoals het systeem</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Grootte</translation>
    </message>
    <message>
        <source>&amp;Rules</source>
        <translation>&amp;Regels</translation>
    </message>
    <message>
        <source>Rule &amp;packs …</source>
        <translation>Regel&amp;pakketten …</translation>
    </message>
    <message>
        <source>&amp;New rule pack …</source>
        <translation>&amp;Nieuw regelpakket …</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handleiding</translation>
    </message>
    <message>
        <source>&amp;Find anything …</source>
        <translation>Alles &amp;zoeken …</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Toetsen</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>&amp;Volgend deel van het venster</translation>
    </message>
    <message>
        <source>&amp;Previous part of the window</source>
        <translation>Vo&amp;rig deel van het venster</translation>
    </message>
    <message>
        <source>&amp;Report a problem …</source>
        <translation>&amp;Probleem melden …</translation>
    </message>
    <message>
        <source>&amp;About optopcheck</source>
        <translation>&amp;Over optopcheck</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>Er is geen zaak geopend</translation>
    </message>
    <message>
        <source>The dossier is under review and stays as it is</source>
        <translation>Het dossier wordt beoordeeld en blijft zoals het is</translation>
    </message>
    <message>
        <source>The scenario was not changed yet</source>
        <translation>Het ontwerp is nog niet veranderd</translation>
    </message>
    <message>
        <source>Nothing was undone</source>
        <translation>Er is niets ongedaan gemaakt</translation>
    </message>
    <message>
        <source>The building has a model already</source>
        <translation>Het gebouw heeft al een model</translation>
    </message>
    <message>
        <source>No job is running</source>
        <translation>Er loopt geen taak</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Search the model</source>
        <translation>Zoek in het model</translation>
    </message>
    <message>
        <source>Name, class or GlobalId</source>
        <translation>Naam, klasse of GlobalId</translation>
    </message>
    <message>
        <source>Enter goes to the next hit, Shift+Enter back (Ctrl+F)</source>
        <translation>Enter gaat naar de volgende treffer, Shift+Enter terug (Ctrl+F)</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Toon alles</translation>
    </message>
    <message>
        <source>Show all parts of the model</source>
        <translation>Alle onderdelen van het model tonen</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Er is niets verborgen</translation>
    </message>
    <message>
        <source>Show everything that was hidden</source>
        <translation>Toon alles wat verborgen was</translation>
    </message>
    <message>
        <source>Fly there</source>
        <translation>Vlieg erheen</translation>
    </message>
    <message>
        <source>Show this alone</source>
        <translation>Alleen dit tonen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verberg</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>niets gevonden</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gevonden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 van %2</translation>
    </message>
</context>
<context>
    <name>ModelTree</name>
    <message>
        <source>Part</source>
        <translation>Onderdeel</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Aantal</translation>
    </message>
</context>
<context>
    <name>MunicipalityField</name>
    <message>
        <source>Fill in my municipality</source>
        <translation>Mijn gemeente invullen</translation>
    </message>
    <message>
        <source>Fill in %1, the municipality of the settings</source>
        <translation>%1 invullen, de gemeente uit de instellingen</translation>
    </message>
</context>
<context>
    <name>NorthNote</name>
    <message>
        <source>Source of north</source>
        <translation>Herkomst van het noorden</translation>
    </message>
    <message>
        <source>North: %1</source>
        <translation>Noorden: %1</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Message</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Gebouw</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Map openen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>De map openen</translation>
    </message>
    <message>
        <source>Show where it is</source>
        <translation>Laat zien waar het staat</translation>
    </message>
    <message>
        <source>Copy what happened with the versions, to send it to the makers</source>
        <translation>Kopieert wat er gebeurde met de versies, om aan de makers te sturen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopiëren</translation>
    </message>
    <message>
        <source>Report …</source>
        <translation>Melden …</translation>
    </message>
    <message>
        <source>Report this problem</source>
        <translation>Dit probleem melden</translation>
    </message>
    <message>
        <source>Write it into a file that you read before it is saved</source>
        <translation>Schrijf het in een bestand dat u leest voordat het bewaard wordt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Open this building</source>
        <translation>Dit gebouw openen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Bericht sluiten</translation>
    </message>
    <message>
        <source>That did not work: </source>
        <translation>Dat lukte niet: </translation>
    </message>
</context>
<context>
    <name>NumbersPanel</name>
    <message>
        <source>Measurements</source>
        <translation>Metingen</translation>
    </message>
    <message>
        <source>Parts of the chosen number</source>
        <translation>Delen van het gekozen getal</translation>
    </message>
    <message>
        <source>Where the number comes from</source>
        <translation>Waar het getal vandaan komt</translation>
    </message>
    <message>
        <source>Source of the chosen number</source>
        <translation>Herkomst van het gekozen getal</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Herkomst</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Delen</translation>
    </message>
    <message>
        <source>Parts (%1)</source>
        <translation>Delen (%1)</translation>
    </message>
    <message>
        <source>By façade, roof plane, storey or room; choosing one lights it up</source>
        <translation>Per gevel, dakvlak, bouwlaag of ruimte; wie er een kiest, ziet het oplichten</translation>
    </message>
    <message>
        <source>This number has no parts</source>
        <translation>Dit getal heeft geen delen</translation>
    </message>
    <message>
        <source>Choose a number to see where it comes from: its faces light up in the picture.</source>
        <translation>Kies een getal om te zien waar het vandaan komt: zijn vlakken lichten op in het beeld.</translation>
    </message>
    <message>
        <source>With all measurements</source>
        <translation>Bij alle metingen</translation>
    </message>
</context>
<context>
    <name>OwnDesign</name>
    <message>
        <source>Design of its own</source>
        <translation>Eigen ontwerp</translation>
    </message>
    <message>
        <source>IFC models (*.ifc *.ifczip *.IFC)</source>
        <translation>IFC-modellen (*.ifc *.ifczip *.IFC)</translation>
    </message>
    <message>
        <source>This model is the proposal</source>
        <translation>Dit model is het voorstel</translation>
    </message>
    <message>
        <source>The design of its own is the proposal</source>
        <translation>Het eigen ontwerp is het voorstel</translation>
    </message>
    <message>
        <source>Design of its own (IFC)</source>
        <translation>Eigen ontwerp (IFC)</translation>
    </message>
    <message>
        <source>Choose the model of the new situation first</source>
        <translation>Kies eerst het model van de nieuwe toestand</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>erbij: %1</translation>
    </message>
    <message>
        <source>removed: %1</source>
        <translation>weg: %1</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>gewijzigd: %1</translation>
    </message>
    <message>
        <source>may be new: %1</source>
        <translation>misschien nieuw: %1</translation>
    </message>
    <message>
        <source>There are none</source>
        <translation>Die zijn er niet</translation>
    </message>
    <message>
        <source>Light them up</source>
        <translation>Laat ze oplichten</translation>
    </message>
</context>
<context>
    <name>PackEditor</name>
    <message>
        <source>Rules of the pack</source>
        <translation>Regels van het pakket</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel erbij</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Regel eruit</translation>
    </message>
    <message>
        <source>Take the chosen rule out</source>
        <translation>De gekozen regel eruit halen</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Nieuw</translation>
    </message>
    <message>
        <source>Begin a new pack</source>
        <translation>Een nieuw pakket beginnen</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Openen …</translation>
    </message>
    <message>
        <source>Open the folder of a pack</source>
        <translation>De map van een pakket openen</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>Op&amp;slaan …</translation>
    </message>
    <message>
        <source>Save the pack</source>
        <translation>Het pakket opslaan</translation>
    </message>
    <message>
        <source>Save and &amp;install …</source>
        <translation>Opslaan en &amp;installeren …</translation>
    </message>
    <message>
        <source>Save the pack and install it</source>
        <translation>Het pakket opslaan en installeren</translation>
    </message>
    <message>
        <source>The pack</source>
        <translation>Het pakket</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regels</translation>
    </message>
    <message>
        <source>(rule without a title)</source>
        <translation>(regel zonder titel)</translation>
    </message>
    <message>
        <source>A pack has at least one rule</source>
        <translation>Een pakket heeft ten minste één regel</translation>
    </message>
    <message>
        <source>Not in order yet; see below what is missing</source>
        <translation>Nog niet in orde; zie hieronder wat er ontbreekt</translation>
    </message>
    <message>
        <source>Write the files of the pack</source>
        <translation>De bestanden van het pakket schrijven</translation>
    </message>
    <message>
        <source>Write the files, and take the pack into use in this program</source>
        <translation>De bestanden schrijven, en het pakket in dit programma in gebruik nemen</translation>
    </message>
    <message>
        <source>Opened.</source>
        <translation>Geopend.</translation>
    </message>
    <message>
        <source>Folder of a rule pack</source>
        <translation>Map van een regelpakket</translation>
    </message>
    <message>
        <source>In which folder does the pack come?</source>
        <translation>In welke map komt het pakket?</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>Opgeslagen in %1</translation>
    </message>
    <message>
        <source>The pack was changed and not saved. Drop these changes?</source>
        <translation>Het pakket is veranderd en niet opgeslagen. Deze wijzigingen laten vallen?</translation>
    </message>
    <message>
        <source>New rule pack</source>
        <translation>Nieuw regelpakket</translation>
    </message>
</context>
<context>
    <name>PackFields</name>
    <message>
        <source>Code of who makes the rules</source>
        <translation>Code van wie de regels maakt</translation>
    </message>
    <message>
        <source>gm and four digits of the municipality; or pv12, ws0123, example</source>
        <translation>gm en vier cijfers van de gemeente; of pv12, ws0123, example</translation>
    </message>
    <message>
        <source>Name of the pack</source>
        <translation>Naam van het pakket</translation>
    </message>
    <message>
        <source>Rooftop extensions in Exampletown</source>
        <translation>Dakopbouwen in Voorbeeldstad</translation>
    </message>
    <message>
        <source>Id of the pack</source>
        <translation>Id van het pakket</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versie</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Geldig vanaf</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Geldig t/m</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licentie</translation>
    </message>
    <message>
        <source>Changes, one on each line</source>
        <translation>Wijzigingen, één per regel</translation>
    </message>
    <message>
        <source>off until its user switches it on</source>
        <translation>uit tot de gebruiker het aanzet</translation>
    </message>
    <message>
        <source>Off until its user switches it on</source>
        <translation>Uit tot de gebruiker het aanzet</translation>
    </message>
    <message>
        <source>Made by (code)</source>
        <translation>Van (code)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Wijzigingen</translation>
    </message>
</context>
<context>
    <name>PacksTable</name>
    <message>
        <source>Rule packs</source>
        <translation>Regelpakketten</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Pakket</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versie</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Geldig</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrouwen</translation>
    </message>
    <message>
        <source>Takes part</source>
        <translation>Doet mee</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regels</translation>
    </message>
    <message>
        <source>error</source>
        <translation>fout</translation>
    </message>
    <message>
        <source>yes, managed</source>
        <translation>ja, beheerd</translation>
    </message>
    <message>
        <source>yes, always</source>
        <translation>ja, altijd</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>another version</source>
        <translation>andere versie</translation>
    </message>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>vanaf %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>t/m %1</translation>
    </message>
    <message>
        <source>says: %1</source>
        <translation>zegt: %1</translation>
    </message>
</context>
<context>
    <name>PacksWindow</name>
    <message>
        <source>Rule packs</source>
        <translation>Regelpakketten</translation>
    </message>
    <message>
        <source>What the chosen pack says</source>
        <translation>Wat het gekozen pakket zegt</translation>
    </message>
    <message>
        <source>&amp;Install …</source>
        <translation>&amp;Installeren …</translation>
    </message>
    <message>
        <source>Install a file</source>
        <translation>Een bestand installeren</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Verwijderen</translation>
    </message>
    <message>
        <source>Remove the chosen file</source>
        <translation>Het gekozen bestand verwijderen</translation>
    </message>
    <message>
        <source>&amp;New rule pack …</source>
        <translation>&amp;Nieuw regelpakket …</translation>
    </message>
    <message>
        <source>New rule pack</source>
        <translation>Nieuw regelpakket</translation>
    </message>
    <message>
        <source>&amp;Edit a pack …</source>
        <translation>Pakket &amp;bewerken …</translation>
    </message>
    <message>
        <source>Edit the folder of a pack</source>
        <translation>De map van een pakket bewerken</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Drop a rule bundle (.optrules) or a register of keys (.optreg) here to install it.</source>
        <translation>Sleep een regelbestand (.optrules) of een register van sleutels (.optreg) hierheen om het te installeren.</translation>
    </message>
    <message>
        <source>Busy with the packs</source>
        <translation>Bezig met de pakketten</translation>
    </message>
    <message>
        <source>No pack is chosen</source>
        <translation>Er is geen pakket gekozen</translation>
    </message>
    <message>
        <source>The administrator of this computer put it down; only he can take it away</source>
        <translation>De beheerder van deze computer zette het neer; alleen die kan het weghalen</translation>
    </message>
    <message>
        <source>Only an installed rule bundle can be removed; switch this pack off instead</source>
        <translation>Alleen een geïnstalleerd regelbestand kan worden verwijderd; zet dit pakket uit</translation>
    </message>
    <message>
        <source>Take this file away; another version stays</source>
        <translation>Dit bestand weghalen; een andere versie blijft</translation>
    </message>
    <message>
        <source>%1 takes part</source>
        <translation>%1 doet mee</translation>
    </message>
    <message>
        <source>%1 takes part no longer</source>
        <translation>%1 doet niet meer mee</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <translation>%1 is verwijderd</translation>
    </message>
    <message>
        <source>%1 was installed</source>
        <translation>%1 is geïnstalleerd</translation>
    </message>
    <message>
        <source>Rule bundles and registers (*.optrules *.optreg)</source>
        <translation>Regelbestanden en registers (*.optrules *.optreg)</translation>
    </message>
    <message>
        <source>Folder of a rule pack</source>
        <translation>Map van een regelpakket</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an action, a case, a finding or a part</source>
        <translation>Zoek een handeling, zaak, bevinding of onderdeel</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Wat wilt u doen?</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Wat is gevonden</translation>
    </message>
    <message>
        <source>Enter does it, Escape closes.</source>
        <translation>Enter voert uit, Escape sluit.</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Laatst geopend</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Bevinding</translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation>Dit kan nu niet.</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>none</source>
        <translation>geen</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Bestand kiezen: %1</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>Weglaten: %1</translation>
    </message>
    <message>
        <source>There is no file to leave out</source>
        <translation>Er is geen bestand om weg te laten</translation>
    </message>
    <message>
        <source>Leave this out</source>
        <translation>Dit weglaten</translation>
    </message>
</context>
<context>
    <name>PlanCanvas</name>
    <message>
        <source>Plan of the municipality</source>
        <translation>Plattegrond van de gemeente</translation>
    </message>
    <message>
        <source>Arrows move, plus and minus zoom, 0 shows all, Space chooses the building in the middle</source>
        <translation>Pijlen schuiven, plus en min zoomen, 0 toont alles, spatie kiest het pand in het midden</translation>
    </message>
    <message>
        <source>No building has an outline</source>
        <translation>Geen enkel pand heeft een omtrek</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>Building and source</source>
        <translation>Pand en bron</translation>
    </message>
    <message>
        <source>What the scan says of the building</source>
        <translation>Wat de scan van het pand zegt</translation>
    </message>
    <message>
        <source>Assumptions, attribution and receipt of the scan</source>
        <translation>Aannamen, bronvermelding en verantwoording van de scan</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Pand</translation>
    </message>
    <message>
        <source>Source and assumptions</source>
        <translation>Bron en aannamen</translation>
    </message>
    <message>
        <source>Choose a building in the plan or in the list.</source>
        <translation>Kies een pand in de plattegrond of in de lijst.</translation>
    </message>
</context>
<context>
    <name>PlanFilter</name>
    <message>
        <source>Search a building by its name</source>
        <translation>Zoek een pand op naam</translation>
    </message>
    <message>
        <source>Name of a building</source>
        <translation>Naam van een pand</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter wissen</translation>
    </message>
    <message>
        <source>Show all buildings</source>
        <translation>Toon alle panden</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>Wat er nodig is</translation>
    </message>
    <message>
        <source>How many buildings are shown</source>
        <translation>Hoeveel panden getoond worden</translation>
    </message>
    <message>
        <source>every need</source>
        <translation>elke behoefte</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Ten minste</translation>
    </message>
    <message>
        <source>At least: %1</source>
        <translation>Ten minste: %1</translation>
    </message>
    <message>
        <source>A building of which this is not known is left out then, and counted</source>
        <translation>Een pand waarvan dit onbekend is, valt dan weg en wordt geteld</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 van %3</translation>
    </message>
    <message>
        <source>%1 of %2 buildings shown</source>
        <translation>%1 van %2 panden getoond</translation>
    </message>
    <message>
        <source>%1 left out because a number is not known</source>
        <translation>%1 weggelaten omdat een getal onbekend is</translation>
    </message>
</context>
<context>
    <name>PlanList</name>
    <message>
        <source>Sort by</source>
        <translation>Sorteer op</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Grootste eerst</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Sorteer op</translation>
    </message>
    <message>
        <source>order of the file</source>
        <translation>volgorde van het bestand</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>Buildings of the scan</source>
        <translation>Panden van de scan</translation>
    </message>
</context>
<context>
    <name>PlanWindow</name>
    <message>
        <source>Scan of a municipality</source>
        <translation>Potentiescan van een gemeente</translation>
    </message>
    <message>
        <source>What is pointed at</source>
        <translation>Wat aangewezen wordt</translation>
    </message>
    <message>
        <source>&amp;Open a scan …</source>
        <translation>Potentiescan &amp;openen …</translation>
    </message>
    <message>
        <source>Open a scan</source>
        <translation>Een potentiescan openen</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>Toon &amp;alles</translation>
    </message>
    <message>
        <source>Show the whole plan</source>
        <translation>De hele plattegrond tonen</translation>
    </message>
    <message>
        <source>Come nearer</source>
        <translation>Inzoomen</translation>
    </message>
    <message>
        <source>Go away</source>
        <translation>Uitzoomen</translation>
    </message>
    <message>
        <source>Open as a &amp;case</source>
        <translation>Openen als &amp;zaak</translation>
    </message>
    <message>
        <source>Open the building as a case</source>
        <translation>Het pand openen als zaak</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Melding</translation>
    </message>
    <message>
        <source>Point at the folder …</source>
        <translation>Wijs de map aan …</translation>
    </message>
    <message>
        <source>Say where the tiles of the city model are</source>
        <translation>Zeg waar de tegels van het stadsmodel staan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Deze melding wegdoen</translation>
    </message>
    <message>
        <source>Running job</source>
        <translation>Lopende taak</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Voortgang</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>De taak annuleren</translation>
    </message>
    <message>
        <source>Stop; everything stays as it was</source>
        <translation>Stop; alles blijft zoals het was</translation>
    </message>
    <message>
        <source>No scan is open</source>
        <translation>Er is geen potentiescan open</translation>
    </message>
    <message>
        <source>No building is chosen</source>
        <translation>Er is geen pand gekozen</translation>
    </message>
    <message>
        <source>A case is being opened or assessed</source>
        <translation>Er wordt een zaak geopend of getoetst</translation>
    </message>
    <message>
        <source>The building with its surroundings, as the scan judged it (Ctrl+Enter)</source>
        <translation>Het pand met zijn omgeving, zoals de scan het toetste (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Results of a scan (*%1)</source>
        <translation>Uitkomsten van een potentiescan (*%1)</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Potentiescan</translation>
    </message>
    <message>
        <source>Folder of the tiles</source>
        <translation>Map met de tegels</translation>
    </message>
</context>
<context>
    <name>ProblemReport</name>
    <message>
        <source>Report a problem</source>
        <translation>Probleem melden</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Wat er gebeurde</translation>
    </message>
    <message>
        <source>what you did, what happened, and what you expected</source>
        <translation>wat u deed, wat er gebeurde en wat u verwachtte</translation>
    </message>
    <message>
        <source>The whole text that is saved</source>
        <translation>De hele tekst die bewaard wordt</translation>
    </message>
    <message>
        <source>Examine the installation too (takes up to a minute)</source>
        <translation>Kijk ook de installatie na (duurt ten hoogste een minuut)</translation>
    </message>
    <message>
        <source>Examine the installation too</source>
        <translation>Kijk ook de installatie na</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Bewaren …</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>De melding bewaren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>This is what is saved, to the letter: read it first. It names no folders, files or people but those in the field above. Nothing is sent: you decide who gets it.</source>
        <translation>Dit wordt bewaard, letter voor letter: lees het eerst. Er staan geen namen van mappen, bestanden of personen in, behalve die in het veld hierboven. Er wordt niets verstuurd: u bepaalt wie het krijgt.</translation>
    </message>
    <message>
        <source>The text is being written</source>
        <translation>De tekst wordt geschreven</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Teksten (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1. Nothing was sent.</source>
        <translation>Bewaard als %1. Er is niets verstuurd.</translation>
    </message>
</context>
<context>
    <name>PropertyTable</name>
    <message>
        <source>Properties of the chosen part</source>
        <translation>Eigenschappen van het gekozen onderdeel</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschap</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Waarde</translation>
    </message>
    <message>
        <source>Copy these rows</source>
        <translation>Kopieer deze regels</translation>
    </message>
    <message>
        <source>Copy all properties</source>
        <translation>Kopieer alle eigenschappen</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Measurements</source>
        <translation>Metingen</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Bezonning</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>Gebreken</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>Opbouw</translation>
    </message>
    <message>
        <source>Where the number of the addition comes from</source>
        <translation>Waar het getal van de opbouw vandaan komt</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Constructie</translation>
    </message>
    <message>
        <source>Where the number of the screening comes from</source>
        <translation>Waar het getal van de screening vandaan komt</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Aannames</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Verantwoording</translation>
    </message>
    <message>
        <source>Defects (%1)</source>
        <translation>Gebreken (%1)</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Die zijn er nog niet.</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>Die zijn er niet.</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>Die is er nog niet.</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Your name</source>
        <translation>Uw naam</translation>
    </message>
    <message>
        <source>Your name, asked once</source>
        <translation>Uw naam, eenmalig gevraagd</translation>
    </message>
    <message>
        <source>Compare with an earlier version …</source>
        <translation>Vergelijk met een eerdere versie …</translation>
    </message>
    <message>
        <source>Compare with an earlier version</source>
        <translation>Vergelijk met een eerdere versie</translation>
    </message>
    <message>
        <source>Guidance for the chosen finding</source>
        <translation>Toelichting bij de gekozen bevinding</translation>
    </message>
    <message>
        <source>Evidence of the judgement</source>
        <translation>Bewijs bij het oordeel</translation>
    </message>
    <message>
        <source>On what it rests: drawing, page, visit</source>
        <translation>Waarop het rust: tekening, bladzijde, bezoek</translation>
    </message>
    <message>
        <source>Reason of the judgement</source>
        <translation>Reden van het oordeel</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>Reden (verplicht)</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Akkoord</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Niet akkoord</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Opmerking</translation>
    </message>
    <message>
        <source>Remark at this viewpoint</source>
        <translation>Opmerking bij dit standpunt</translation>
    </message>
    <message>
        <source>Advice …</source>
        <translation>Advies …</translation>
    </message>
    <message>
        <source>Write the advice</source>
        <translation>Advies schrijven</translation>
    </message>
    <message>
        <source>Street views …</source>
        <translation>Straatbeelden …</translation>
    </message>
    <message>
        <source>Save the views from the street</source>
        <translation>Straatbeelden bewaren</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Beoordeling</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Besluiten</translation>
    </message>
    <message>
        <source>Choose a finding first</source>
        <translation>Kies eerst een bevinding</translation>
    </message>
    <message>
        <source>Fill in your name first</source>
        <translation>Vul eerst uw naam in</translation>
    </message>
    <message>
        <source>Give the reason first: without it nothing is recorded</source>
        <translation>Geef eerst de reden: zonder reden wordt niets vastgelegd</translation>
    </message>
    <message>
        <source>A file is being written</source>
        <translation>Er wordt nog een bestand geschreven</translation>
    </message>
    <message>
        <source>Keeps your words with the picture as you see it</source>
        <translation>Bewaart uw woorden met het beeld zoals u het ziet</translation>
    </message>
    <message>
        <source>Dossiers (*.optop)</source>
        <translation>Dossiers (*.optop)</translation>
    </message>
    <message>
        <source>The earlier version</source>
        <translation>De eerdere versie</translation>
    </message>
    <message>
        <source>Changed since %1</source>
        <translation>Gewijzigd sinds %1</translation>
    </message>
    <message>
        <source>%1 computed again</source>
        <translation>%1 nagerekend</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>advies</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Web page (*.html);;Plain text (*.txt)</source>
        <translation>PDF (*.pdf);;Webpagina (*.html);;Platte tekst (*.txt)</translation>
    </message>
    <message>
        <source>Folder for the street views</source>
        <translation>Map voor de straatbeelden</translation>
    </message>
</context>
<context>
    <name>RoofFields</name>
    <message>
        <source>New roof</source>
        <translation>Nieuw dak</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>plat</translation>
    </message>
    <message>
        <source>pitched all round</source>
        <translation>schuin rondom</translation>
    </message>
    <message>
        <source>gable roof</source>
        <translation>zadeldak</translation>
    </message>
    <message>
        <source>Roof pitch</source>
        <translation>Dakhelling</translation>
    </message>
    <message>
        <source>Eaves height</source>
        <translation>Goothoogte van de kap</translation>
    </message>
    <message>
        <source>Above the floor of the top storey</source>
        <translation>Boven de vloer van de bovenste laag</translation>
    </message>
    <message>
        <source>Cut flat at</source>
        <translation>Plat afgesneden op</translation>
    </message>
    <message>
        <source>Height above the floor of the top storey; empty: up to the ridge</source>
        <translation>Hoogte boven de vloer van de bovenste laag; leeg: tot de nok</translation>
    </message>
    <message>
        <source>up to the ridge</source>
        <translation>tot de nok</translation>
    </message>
    <message>
        <source>Keep the roof free</source>
        <translation>Dak vrijhouden</translation>
    </message>
    <message>
        <source>Plant, chimneys and heads stay where they are; the storey keeps off them</source>
        <translation>Installaties, schoorstenen en opbouwen blijven staan; de laag blijft ervan af</translation>
    </message>
    <message>
        <source>Kept free around it</source>
        <translation>Vrij daaromheen</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Helling</translation>
    </message>
    <message>
        <source>Eaves</source>
        <translation>Goot</translation>
    </message>
    <message>
        <source>Flat at [m]</source>
        <translation>Plat op [m]</translation>
    </message>
    <message>
        <source>Roof</source>
        <translation>Dak</translation>
    </message>
    <message>
        <source>Around it</source>
        <translation>Eromheen</translation>
    </message>
    <message>
        <source>Keep the roof free first</source>
        <translation>Zet eerst &apos;Dak vrijhouden&apos; aan</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Title of the rule</source>
        <translation>Titel van de regel</translation>
    </message>
    <message>
        <source>Height of a rooftop extension</source>
        <translation>Hoogte van een dakopbouw</translation>
    </message>
    <message>
        <source>Id of the rule</source>
        <translation>Id van de regel</translation>
    </message>
    <message>
        <source>Kind of rule</source>
        <translation>Soort regel</translation>
    </message>
    <message>
        <source>Applies when</source>
        <translation>Geldt als</translation>
    </message>
    <message>
        <source>Unless</source>
        <translation>Tenzij</translation>
    </message>
    <message>
        <source>Requirement</source>
        <translation>Eis</translation>
    </message>
    <message>
        <source>Write a fact into the expression</source>
        <translation>Een feit in de uitdrukking zetten</translation>
    </message>
    <message>
        <source>insert a fact: type to search</source>
        <translation>feit invoegen: typ om te zoeken</translation>
    </message>
    <message>
        <source>Question for a human</source>
        <translation>Vraag aan een mens</translation>
    </message>
    <message>
        <source>Does the extension fit the street?</source>
        <translation>Past de dakopbouw bij de straat?</translation>
    </message>
    <message>
        <source>What to attach, one on each line</source>
        <translation>Wat erbij moet, één per regel</translation>
    </message>
    <message>
        <source>Note beside each finding</source>
        <translation>Opmerking bij elke bevinding</translation>
    </message>
    <message>
        <source>What the source leaves open, one on each line</source>
        <translation>Wat de bron openlaat, één per regel</translation>
    </message>
    <message>
        <source>As a sentence</source>
        <translation>Als zin</translation>
    </message>
    <message>
        <source>As an expression</source>
        <translation>Als uitdrukking</translation>
    </message>
    <message>
        <source>check: the program judges</source>
        <translation>toets: het programma oordeelt</translation>
    </message>
    <message>
        <source>judgement: a human judges</source>
        <translation>oordeel: een mens oordeelt</translation>
    </message>
    <message>
        <source>information: counts for nothing</source>
        <translation>informatie: telt niet mee</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>Waar het staat</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Opmerking</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Aannames</translation>
    </message>
    <message>
        <source>This expression is more than one comparison with a limit</source>
        <translation>Deze uitdrukking is meer dan één vergelijking met een grens</translation>
    </message>
</context>
<context>
    <name>ScenarioPanel</name>
    <message>
        <source>Storeys added</source>
        <translation>Extra lagen</translation>
    </message>
    <message>
        <source>Storey height</source>
        <translation>Laaghoogte</translation>
    </message>
    <message>
        <source>Parapet</source>
        <translation>Dakrand</translation>
    </message>
    <message>
        <source>Setback all round</source>
        <translation>Terugligging rondom</translation>
    </message>
    <message>
        <source>Drag the setback</source>
        <translation>Terugligging slepen</translation>
    </message>
    <message>
        <source>Drag to set the façade back all round; the sun follows</source>
        <translation>Sleep om de gevel rondom terug te leggen; de zon loopt mee</translation>
    </message>
    <message>
        <source>per side</source>
        <translation>per zijde</translation>
    </message>
    <message>
        <source>Setback per side</source>
        <translation>Terugligging per zijde</translation>
    </message>
    <message>
        <source>north</source>
        <translation>noord</translation>
    </message>
    <message>
        <source>east</source>
        <translation>oost</translation>
    </message>
    <message>
        <source>south</source>
        <translation>zuid</translation>
    </message>
    <message>
        <source>west</source>
        <translation>west</translation>
    </message>
    <message>
        <source>Setback %1</source>
        <translation>Terugligging %1</translation>
    </message>
    <message>
        <source>Replace a pitched roof</source>
        <translation>Schuin dak vervangen</translation>
    </message>
    <message>
        <source>Take the pitched part away and build full storeys in its place</source>
        <translation>Het schuine deel weghalen en er volle lagen voor in de plaats zetten</translation>
    </message>
    <message>
        <source>per façade</source>
        <translation>per gevel</translation>
    </message>
    <message>
        <source>Setback per façade</source>
        <translation>Terugligging per gevel</translation>
    </message>
    <message>
        <source>For a building that is turned: each façade by the way it faces</source>
        <translation>Voor een gedraaid gebouw: elke gevel naar de richting waarin hij kijkt</translation>
    </message>
    <message>
        <source>Setback</source>
        <translation>Terugligging</translation>
    </message>
    <message>
        <source>Construction</source>
        <translation>Bouwwijze</translation>
    </message>
    <message>
        <source>What is added</source>
        <translation>Wat erbij komt</translation>
    </message>
    <message>
        <source>The setback is given per side</source>
        <translation>De terugligging is per zijde ingevuld</translation>
    </message>
    <message>
        <source>The setback is given per façade</source>
        <translation>De terugligging is per gevel opgegeven</translation>
    </message>
    <message>
        <source>A pitched roof has no parapet</source>
        <translation>Een schuin dak heeft geen dakrand</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear: %1</source>
        <translation>Wis: %1</translation>
    </message>
</context>
<context>
    <name>SectionBar</name>
    <message>
        <source>Direction of the section</source>
        <translation>Richting van de doorsnede</translation>
    </message>
    <message>
        <source>By height</source>
        <translation>Op hoogte</translation>
    </message>
    <message>
        <source>From west to east</source>
        <translation>Van west naar oost</translation>
    </message>
    <message>
        <source>From south to north</source>
        <translation>Van zuid naar noord</translation>
    </message>
    <message>
        <source>Along a façade</source>
        <translation>Langs een gevel</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Snijden</translation>
    </message>
    <message>
        <source>Cut in this direction</source>
        <translation>Snijden in deze richting</translation>
    </message>
    <message>
        <source>Place of the section</source>
        <translation>Plaats van de doorsnede</translation>
    </message>
    <message>
        <source>Place of the section in metres</source>
        <translation>Plaats van de doorsnede in meters</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>Andere kant</translation>
    </message>
    <message>
        <source>Take the other side away</source>
        <translation>Neem de andere kant weg</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kader</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Take all sections away</source>
        <translation>Neem alle doorsneden weg</translation>
    </message>
    <message>
        <source>Switch this section on first</source>
        <translation>Zet deze doorsnede eerst aan</translation>
    </message>
    <message>
        <source>A box has six sides already: switch the box off first</source>
        <translation>Een kader heeft al zes vlakken: zet het kader eerst uit</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys</source>
        <translation>Sleep, of gebruik de pijltoetsen</translation>
    </message>
    <message>
        <source>Choose a part first: click it, or press Space</source>
        <translation>Kies eerst een onderdeel: klik het aan, of druk op de spatiebalk</translation>
    </message>
    <message>
        <source>There is no section</source>
        <translation>Er is geen doorsnede</translation>
    </message>
    <message>
        <source>Height in the model, in metres</source>
        <translation>Hoogte in het model, in meters</translation>
    </message>
    <message>
        <source>Metres from where the building begins in this direction</source>
        <translation>Meters vanaf waar het gebouw in deze richting begint</translation>
    </message>
</context>
<context>
    <name>SentenceBuilder</name>
    <message>
        <source>What is measured</source>
        <translation>Wat wordt gemeten</translation>
    </message>
    <message>
        <source>what is measured: type to search</source>
        <translation>wat wordt gemeten: typ om te zoeken</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergelijking</translation>
    </message>
    <message>
        <source>Limit value</source>
        <translation>Grenswaarde</translation>
    </message>
    <message>
        <source>Place of the number in the source</source>
        <translation>Plaats van het getal in de bron</translation>
    </message>
    <message>
        <source>article 4.2 under a</source>
        <translation>artikel 4.2 onder a</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>Bevestigd door</translation>
    </message>
    <message>
        <source>council, 1 January 2024</source>
        <translation>gemeenteraad, 1 januari 2024</translation>
    </message>
    <message>
        <source>A number that nobody confirmed decides nothing.</source>
        <translation>Een getal dat niemand heeft bevestigd, beslist niets.</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>is ten hoogste</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>is minder dan</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>is ten minste</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>is meer dan</translation>
    </message>
    <message>
        <source>Place in the source</source>
        <translation>Plaats in de bron</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Your name on reports</source>
        <translation>Uw naam op rapporten</translation>
    </message>
    <message>
        <source>nobody is named</source>
        <translation>niemand wordt genoemd</translation>
    </message>
    <message>
        <source>Municipality you work for</source>
        <translation>Gemeente waarvoor u werkt</translation>
    </message>
    <message>
        <source>Rule packs …</source>
        <translation>Regelpakketten …</translation>
    </message>
    <message>
        <source>Open the rule packs</source>
        <translation>De regelpakketten openen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Keep these settings</source>
        <translation>Deze instellingen bewaren</translation>
    </message>
    <message>
        <source>Leave the settings as they are</source>
        <translation>De instellingen laten zoals ze zijn</translation>
    </message>
    <message>
        <source>Where the rules come from</source>
        <translation>Waar de regels vandaan komen</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Wat deze computer verlaat</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Uw naam</translation>
    </message>
    <message>
        <source>Stands on the first page of the reports that you make.</source>
        <translation>Staat op het eerste blad van de rapporten die u maakt.</translation>
    </message>
    <message>
        <source>Municipality</source>
        <translation>Gemeente</translation>
    </message>
    <message>
        <source>Offered for each case, and never filled in by itself: where a building stands is said of the building.</source>
        <translation>Wordt bij elke zaak aangeboden en nooit vanzelf ingevuld: waar een gebouw staat, zegt u van dat gebouw.</translation>
    </message>
    <message>
        <source>Nothing, unless you ask for it. There is no telemetry: nothing is counted, and nothing is sent about you, your models or your use.</source>
        <translation>Niets, tenzij u erom vraagt. Er is geen telemetrie: er wordt niets geteld, en niets verstuurd over u, uw modellen of uw gebruik.</translation>
    </message>
    <message>
        <source>Welcome to optopcheck</source>
        <translation>Welkom bij optopcheck</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>Three questions. You may skip them, and change everything later under File, Settings.</source>
        <translation>Drie vragen. U mag ze overslaan, en alles later wijzigen bij Bestand, Instellingen.</translation>
    </message>
    <message>
        <source>They hold for you, on this computer.</source>
        <translation>Ze gelden voor u, op deze computer.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Overslaan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Zoeken …</translation>
    </message>
    <message>
        <source>none</source>
        <translation>geen</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keys</source>
        <translation>Toetsen</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>In het beeld</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Overal</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>draaien</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschuiven</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>inzoomen en uitzoomen</translation>
    </message>
    <message>
        <source>from the corner, north, east, south, west, above</source>
        <translation>vanaf de hoek, noord, oost, zuid, west, boven</translation>
    </message>
    <message>
        <source>show everything</source>
        <translation>alles tonen</translation>
    </message>
    <message>
        <source>show what is lit</source>
        <translation>tonen wat oplicht</translation>
    </message>
    <message>
        <source>move the line of comparison</source>
        <translation>de vergelijkingslijn verschuiven</translation>
    </message>
    <message>
        <source>clear the light</source>
        <translation>niets laten oplichten</translation>
    </message>
    <message>
        <source>next and previous field</source>
        <translation>volgend en vorig veld</translation>
    </message>
    <message>
        <source>next and previous part of the window</source>
        <translation>volgend en vorig deel van het venster</translation>
    </message>
    <message>
        <source>the menus</source>
        <translation>de menu’s</translation>
    </message>
    <message>
        <source>close what lies over or beside the case</source>
        <translation>sluiten wat over of naast de zaak ligt</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Page</source>
        <translation>Bladzijde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Close this page</source>
        <translation>Deze bladzijde sluiten</translation>
    </message>
</context>
<context>
    <name>SourceFields</name>
    <message>
        <source>Title of the source</source>
        <translation>Titel van de bron</translation>
    </message>
    <message>
        <source>Policy note on rooftop extensions</source>
        <translation>Nota dakopbouwen</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Passage</translation>
    </message>
    <message>
        <source>the words of the source itself</source>
        <translation>de woorden van de bron zelf</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Legal standing</source>
        <translation>Rechtsstatus</translation>
    </message>
    <message>
        <source>A source of this standing decides nothing: further study needed.</source>
        <translation>Een bron met deze status beslist niets: nader onderzoek.</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>Geldt vanaf</translation>
    </message>
    <message>
        <source>In force until</source>
        <translation>Geldt t/m</translation>
    </message>
    <message>
        <source>leave empty if it still is</source>
        <translation>leeg als zij nog geldt</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>In force from / until</source>
        <translation>Geldt vanaf / t/m</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Can this building take one more storey?</source>
        <translation>Kan hier een laag op?</translation>
    </message>
    <message>
        <source>Open an IFC model …</source>
        <translation>IFC-model openen …</translation>
    </message>
    <message>
        <source>Open an IFC model</source>
        <translation>IFC-model openen</translation>
    </message>
    <message>
        <source>Show the sample case</source>
        <translation>Voorbeeld bekijken</translation>
    </message>
    <message>
        <source>Open a scan …</source>
        <translation>Potentiescan …</translation>
    </message>
    <message>
        <source>Open the scan of a municipality</source>
        <translation>De potentiescan van een gemeente openen</translation>
    </message>
    <message>
        <source>optopcheck measures the building, adds the storey, counts the sun and checks the rules of the plan and the municipality. Each verdict shows its article, its numbers and its doubt.</source>
        <translation>optopcheck meet het gebouw, zet de laag erop, telt de zon en toetst aan de regels van het plan en de gemeente. Elk oordeel toont zijn artikel, zijn getallen en zijn onzekerheid.</translation>
    </message>
    <message>
        <source>Or drop a file anywhere on this window: a model (.ifc, .ifczip), a dossier (.optop), rules (.optrules) or the scan of a municipality (.gpkg).</source>
        <translation>Of sleep een bestand op dit venster: een model (.ifc, .ifczip), een dossier (.optop), regels (.optrules) of de potentiescan van een gemeente (.gpkg).</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>Laatst geopend</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 openen</translation>
    </message>
</context>
<context>
    <name>StepButton</name>
    <message>
        <source>Step %1: %2</source>
        <translation>Stap %1: %2</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>and %1 more</source>
        <translation>en nog %1</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>Ga naar: %1</translation>
    </message>
</context>
<context>
    <name>SunPanel</name>
    <message>
        <source>Shadow</source>
        <translation>Schaduw</translation>
    </message>
    <message>
        <source>Show the shadow</source>
        <translation>Schaduw tonen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Usual days</source>
        <translation>Gebruikelijke dagen</translation>
    </message>
    <message>
        <source>other day</source>
        <translation>andere dag</translation>
    </message>
    <message>
        <source>19 Feb</source>
        <translation>19 feb</translation>
    </message>
    <message>
        <source>21 Mar</source>
        <translation>21 mrt</translation>
    </message>
    <message>
        <source>21 Jun</source>
        <translation>21 jun</translation>
    </message>
    <message>
        <source>23 Sep</source>
        <translation>23 sep</translation>
    </message>
    <message>
        <source>21 Oct</source>
        <translation>21 okt</translation>
    </message>
    <message>
        <source>22 Dec</source>
        <translation>22 dec</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Tijd van de dag</translation>
    </message>
    <message>
        <source>Clock time</source>
        <translation>Kloktijd</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Bezonning</translation>
    </message>
    <message>
        <source>▶ day</source>
        <translation>▶ dag</translation>
    </message>
    <message>
        <source>Play the day</source>
        <translation>Speel de dag af</translation>
    </message>
    <message>
        <source>▶ year</source>
        <translation>▶ jaar</translation>
    </message>
    <message>
        <source>Play the rest of the year at this clock time</source>
        <translation>Speel de rest van het jaar af op deze kloktijd</translation>
    </message>
    <message>
        <source>From the sun</source>
        <translation>Vanuit de zon</translation>
    </message>
    <message>
        <source>Look from the sun</source>
        <translation>Vanuit de zon kijken</translation>
    </message>
    <message>
        <source>The model names no place on earth, so there is no sun</source>
        <translation>Het model noemt geen plaats op aarde, dus is er geen zonnestand</translation>
    </message>
    <message>
        <source>What the sun does not see lies in the shade</source>
        <translation>Wat de zon niet ziet, ligt in de schaduw</translation>
    </message>
    <message>
        <source>%1 · the sun is down</source>
        <translation>%1 · de zon is onder</translation>
    </message>
    <message>
        <source>%1 · sun %2° high</source>
        <translation>%1 · zon %2° hoog</translation>
    </message>
</context>
<context>
    <name>SunResults</name>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Points that lose sun</source>
        <translation>Meetpunten die zon verliezen</translation>
    </message>
    <message>
        <source>Where the sun of the point comes from</source>
        <translation>Waar de zon van het punt vandaan komt</translation>
    </message>
    <message>
        <source>Notes on the sun</source>
        <translation>Toelichting bij de bezonning</translation>
    </message>
    <message>
        <source>sun of the variant; the rest is being assessed</source>
        <translation>zon van deze variant; de rest wordt nog getoetst</translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Is there a newer version?</source>
        <translation>Is er een nieuwere versie?</translation>
    </message>
    <message>
        <source>Ask whether there is a newer version</source>
        <translation>Vragen of er een nieuwere versie is</translation>
    </message>
    <message>
        <source>Asks the makers for one small signed file, only when you press this. Nothing is said about you, and nothing is downloaded or installed.</source>
        <translation>Vraagt de makers één klein, ondertekend bestand, alleen als u hierop drukt. Over u wordt niets gezegd, en er wordt niets opgehaald of geïnstalleerd.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Bezig met vragen …</translation>
    </message>
</context>
<context>
    <name>VariantsPanel</name>
    <message>
        <source>Keep the present design</source>
        <translation>Huidig ontwerp bewaren</translation>
    </message>
    <message>
        <source>Make present</source>
        <translation>Maak huidig</translation>
    </message>
    <message>
        <source>Make this the present design</source>
        <translation>Maak dit het huidige ontwerp</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Overschrijven</translation>
    </message>
    <message>
        <source>Overwrite with the present design</source>
        <translation>Overschrijven met het huidige ontwerp</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliceren</translation>
    </message>
    <message>
        <source>Duplicate the variant</source>
        <translation>De variant dupliceren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Remove the variant</source>
        <translation>De variant verwijderen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugzetten</translation>
    </message>
    <message>
        <source>Put the removed variant back</source>
        <translation>De verwijderde variant terugzetten</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>★ best of its column</source>
        <translation>★ beste van de kolom</translation>
    </message>
    <message>
        <source>Lowest height, smallest volume, largest floor, smallest loss of sun, a verdict that complies. The whole gets no star: people choose.</source>
        <translation>Laagste hoogte, kleinste inhoud, grootste vloer, kleinste zonverlies, een oordeel dat voldoet. Het eindoordeel krijgt geen ster: kiezen is aan mensen.</translation>
    </message>
    <message>
        <source>present design</source>
        <translation>huidig ontwerp</translation>
    </message>
    <message>
        <source>could not be assessed</source>
        <translation>niet te toetsen</translation>
    </message>
    <message>
        <source>present</source>
        <translation>huidig</translation>
    </message>
    <message>
        <source>assessed</source>
        <translation>getoetst</translation>
    </message>
    <message>
        <source>being assessed …</source>
        <translation>wordt getoetst …</translation>
    </message>
    <message>
        <source>not assessed here</source>
        <translation>hier niet getoetst</translation>
    </message>
    <message>
        <source>out of date, waits</source>
        <translation>verouderd, wacht</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wacht</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>F2 or a double click gives another name</source>
        <translation>F2 of dubbelklikken geeft een andere naam</translation>
    </message>
    <message>
        <source>Choose a variant in the table first</source>
        <translation>Kies eerst een variant in de tabel</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>Er is geen zaak open</translation>
    </message>
    <message>
        <source>The dossier is under review and stays as it is</source>
        <translation>Het dossier wordt beoordeeld en blijft zoals het is</translation>
    </message>
    <message>
        <source>The present design is kept already</source>
        <translation>Het huidige ontwerp is al bewaard</translation>
    </message>
    <message>
        <source>This is the present design</source>
        <translation>Dit is het huidige ontwerp</translation>
    </message>
    <message>
        <source>The fields, the picture and the findings follow</source>
        <translation>De velden, het beeld en de bevindingen volgen</translation>
    </message>
    <message>
        <source>Give this variant the present design</source>
        <translation>Geef deze variant het huidige ontwerp</translation>
    </message>
    <message>
        <source>No variant was removed</source>
        <translation>Er is geen variant verwijderd</translation>
    </message>
</context>
<context>
    <name>VerdictBanner</name>
    <message>
        <source>Overall verdict</source>
        <translation>Eindoordeel</translation>
    </message>
    <message>
        <source>Assess again</source>
        <translation>Opnieuw toetsen</translation>
    </message>
    <message>
        <source>Assess the present scenario (F5)</source>
        <translation>Het huidige ontwerp toetsen (F5)</translation>
    </message>
    <message>
        <source>Packs of an unknown maker</source>
        <translation>Pakketten van een onbekende maker</translation>
    </message>
    <message>
        <source>Assessing …</source>
        <translation>Bezig met toetsen …</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>Niet getoetst</translation>
    </message>
    <message>
        <source>The verdict follows as soon as everything is measured and checked.</source>
        <translation>Het oordeel volgt zodra alles is gemeten en getoetst.</translation>
    </message>
    <message>
        <source>There is no verdict on the present scenario.</source>
        <translation>Over het huidige ontwerp is er geen oordeel.</translation>
    </message>
</context>
<context>
    <name>VerdictFilter</name>
    <message>
        <source>Search the findings</source>
        <translation>Zoek in de bevindingen</translation>
    </message>
    <message>
        <source>Whose rules</source>
        <translation>Wiens regels</translation>
    </message>
    <message>
        <source>What is needed</source>
        <translation>Wat nodig is</translation>
    </message>
    <message>
        <source>How many findings are listed</source>
        <translation>Hoeveel bevindingen in de lijst staan</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wis</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Wis het filter</translation>
    </message>
    <message>
        <source>List all findings</source>
        <translation>Toon alle bevindingen in de lijst</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle regels</translation>
    </message>
    <message>
        <source>All needs</source>
        <translation>Elke behoefte</translation>
    </message>
    <message>
        <source>No finding is &apos;%1&apos;</source>
        <translation>Geen bevinding is &apos;%1&apos;</translation>
    </message>
    <message>
        <source>Only &apos;%1&apos;</source>
        <translation>Alleen &apos;%1&apos;</translation>
    </message>
    <message>
        <source>There is nothing to choose from yet</source>
        <translation>Er valt nog niets te kiezen</translation>
    </message>
    <message>
        <source>%1 of %2 findings are listed</source>
        <translation>%1 van de %2 bevindingen staan in de lijst</translation>
    </message>
</context>
<context>
    <name>ViewArea</name>
    <message>
        <source>Under the cursor</source>
        <translation>Onder de aanwijzer</translation>
    </message>
    <message>
        <source>Loss of sun</source>
        <translation>Zonverlies</translation>
    </message>
    <message>
        <source>Colour the points by what they lose</source>
        <translation>Kleur de meetpunten naar wat zij verliezen</translation>
    </message>
    <message>
        <source>The existing situation left of a line that you can drag</source>
        <translation>De bestaande situatie links van een lijn die u kunt slepen</translation>
    </message>
    <message>
        <source>Show the permitted or the proposed situation first</source>
        <translation>Toon eerst de toegestane of de voorgestelde situatie</translation>
    </message>
    <message>
        <source>No sun was counted yet</source>
        <translation>Er is nog geen zon geteld</translation>
    </message>
    <message>
        <source>No surroundings were given</source>
        <translation>Er is geen omgeving ingevoerd</translation>
    </message>
    <message>
        <source>Not known yet: the assessment is not ready</source>
        <translation>Nog niet bekend: de toetsing is niet klaar</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Niet bekend</translation>
    </message>
    <message>
        <source>Space points in the middle, Escape stops</source>
        <translation>spatiebalk wijst het midden aan, Escape stopt</translation>
    </message>
    <message>
        <source>Click a part to see its name; the right button opens its menu. The wheel zooms.</source>
        <translation>Klik een onderdeel aan om zijn naam te zien; de rechterknop opent het menu. Het wiel zoomt.</translation>
    </message>
    <message>
        <source> · added</source>
        <translation> · nieuw</translation>
    </message>
    <message>
        <source>Observation point %1</source>
        <translation>Meetpunt %1</translation>
    </message>
    <message>
        <source>Neighbour %1</source>
        <translation>Buurpand %1</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Existing</source>
        <translation>Bestaand</translation>
    </message>
    <message>
        <source>Permitted</source>
        <translation>Toegestaan</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Voorgesteld</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Omgeving</translation>
    </message>
    <message>
        <source>Show the surroundings</source>
        <translation>Omgeving tonen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergelijk</translation>
    </message>
    <message>
        <source>Compare with the existing situation</source>
        <translation>Vergelijk met de bestaande situatie</translation>
    </message>
    <message>
        <source>The existing situation left of a line that you can drag</source>
        <translation>De bestaande situatie links van een lijn die u kunt slepen</translation>
    </message>
    <message>
        <source>How one looks, and the habit of the mouse</source>
        <translation>Hoe u kijkt, en de gewoonte van de muis</translation>
    </message>
    <message>
        <source>Isolate, hide, x-ray</source>
        <translation>Isoleren, verbergen, doorzichtig</translation>
    </message>
    <message>
        <source>Distance and angle</source>
        <translation>Afstand en hoek</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Tonen: %1</translation>
    </message>
</context>
<context>
    <name>ViewMenus</name>
    <message>
        <source>Look</source>
        <translation>Kijken</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Meten</translation>
    </message>
    <message>
        <source>What lies under the cursor</source>
        <translation>Wat onder de aanwijzer ligt</translation>
    </message>
    <message>
        <source>Mouse as in</source>
        <translation>Muis zoals in</translation>
    </message>
    <message>
        <source>Left turns, middle or right moves, Ctrl and left zooms</source>
        <translation>links draait, midden of rechts schuift, Ctrl en links zoomt</translation>
    </message>
    <message>
        <source>Shift and middle turns, middle moves, Ctrl and middle zooms</source>
        <translation>Shift en midden draait, midden schuift, Ctrl en midden zoomt</translation>
    </message>
    <message>
        <source>Left turns, middle or Shift and left moves, right zooms</source>
        <translation>links draait, midden of Shift en links schuift, rechts zoomt</translation>
    </message>
    <message>
        <source>Middle turns, Shift and middle moves, Ctrl and middle zooms</source>
        <translation>midden draait, Shift en midden schuift, Ctrl en midden zoomt</translation>
    </message>
</context>
<context>
    <name>ViewPad</name>
    <message>
        <source>Sides to look from</source>
        <translation>Kijken vanaf</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>From above (6)</source>
        <translation>Van boven (6)</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>From the north (2)</source>
        <translation>Vanuit het noorden (2)</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>From the west (5)</source>
        <translation>Vanuit het westen (5)</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>From above at an angle (1)</source>
        <translation>Schuin van boven (1)</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>From the east (3)</source>
        <translation>Vanuit het oosten (3)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>S</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>From the south (4)</source>
        <translation>Vanuit het zuiden (4)</translation>
    </message>
</context>
<context>
    <name>_Tree</name>
    <message>
        <source>The model by level and class</source>
        <translation>Het model per verdieping en klasse</translation>
    </message>
</context>
</TS>
