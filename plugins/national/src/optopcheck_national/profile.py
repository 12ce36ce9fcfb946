"""The national measuring profile (*wijze van meten*), after SVBP2012 as plans quote it."""

from __future__ import annotations

from optopcheck.api import LegalSource, MeasuringProfile, Standing, SubordinateParts, Text

SVBP2012 = LegalSource(
    title="SVBP2012, wijze van meten",
    passage=(
        "Bouwhoogte: van peil tot het hoogste punt, ondergeschikte bouwonderdelen zoals schoorstenen en"
        " antennes niet meegerekend. Goothoogte: van peil tot de bovenkant van goot, druiplijn of boeiboord"
        " (samengevat)."
    ),
    url="https://www.ruimtelijkeplannen.nl",
    article="artikel 2 van plannen NL.IMRO.0150.P246-OH01 en NL.IMRO.1701.0000BP000000000519-0004",
    standing=Standing.PRACTICE,
    note=Text(
        "Het peil en de wijze van meten staan in het plan zelf en verschillen per plan.",
        "The plan datum and the method of measurement stand in the plan itself and differ per plan.",
    ),
)

SUBORDINATE = SubordinateParts(
    kinds=(
        "IfcChimney",
        "IfcStackTerminal",
        "IfcAirTerminal",
        "IfcFlowTerminal",
        "IfcCommunicationsAppliance",
        "IfcAudioVisualAppliance",
    ),
    name_patterns=(
        r"schoorste(en|nen)|chimney",
        r"antenne|antenna|schotel|satellite",
        r"rookgasafvoer|flue",
        r"ventilatie(kanaal|kanalen|pijp|kap|doorvoer)|vent ?(pipe|cowl)|dakdoorvoer",
        r"bliksemafleid|lightning",
    ),
    cap=None,
)

ASSUMPTIONS = (
    Text(
        "Een plan kan anders meten dan SVBP2012; dan hoort bij de gemeente een eigen meetprofiel.",
        "A plan may measure otherwise than SVBP2012; then the municipality needs a profile of its own.",
    ),
    Text(
        "'Vergelijkbare' ondergeschikte delen: dakdoorvoeren, ventilatiekappen, schotels, bliksemafleiders;"
        " herkend aan IFC-klasse of naam, zonder grens aan hun hoogte.",
        "'Comparable' subordinate parts: roof vents, cowls, dishes, lightning rods;"
        " known by IFC class or name, without a cap on their height.",
    ),
    Text(
        "Een peil dat niemand heeft bevestigd (IFC, AHN) is 0,50 m onzeker.",
        "A plan datum that nobody has confirmed (IFC, AHN) is uncertain by 0.50 m.",
    ),
    Text(
        "Een laag waarvan de vloer erboven ten hoogste 1,50 m boven peil ligt is onderbouw.",
        "A layer whose ceiling floor lies at most 1.50 m above the plan datum is substructure.",
    ),
    Text(
        "Een ruimte lager dan 1,50 m is geen bouwlaag (NEN 2580 telt daar ook geen gebruiksoppervlakte).",
        "A space lower than 1.50 m is no storey (NEN 2580 counts no usable area there either).",
    ),
    Text(
        "Een bouwlaag beslaat ten minste een kwart van de grootste bouwlaag.",
        "A storey covers at least a quarter of the largest one.",
    ),
    Text(
        "Een opbouw kleiner dan een kwart van het hoofddak (liftkop, trappenhuis) is betwist:"
        " beide lezingen van de hoogte worden gegeven.",
        "A structure smaller than a quarter of the main roof (lift head, stair head) is disputed:"
        " both readings of the height are given.",
    ),
)

NATIONAL_PROFILE = MeasuringProfile(
    id="nl.svbp2012",
    title=Text("SVBP2012, landelijk", "SVBP2012, national"),
    source=SVBP2012,
    subordinate=SUBORDINATE,
    unconfirmed_datum_tolerance=0.5,
    substructure_max_rise=1.5,
    min_storey_height=1.5,
    min_storey_share=0.25,
    roof_structure_share=0.25,
    assumptions=ASSUMPTIONS,
)
