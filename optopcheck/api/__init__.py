"""All that a rule pack may import: the promise of API v1 on one screen."""

from optopcheck.api.compare import at_least, at_most, between, complies, undetermined, violates
from optopcheck.api.hookspecs import ENTRY_POINT_GROUP, hookimpl
from optopcheck.api.profile_file import ProfileError, read_profile
from optopcheck.api.sun_losses import GardenSun, garden_sun, point_losses
from optopcheck.api.sun_norm_file import SunNormError, read_sun_norm
from optopcheck.domain.building import ObservationPoint, Storey, StoreyRole
from optopcheck.domain.case import Case, PlanLimits, StructuralStatement
from optopcheck.domain.entered import EnteredFact
from optopcheck.domain.facts import Facts, Situation
from optopcheck.domain.measurement import (
    Doubt,
    LeftOut,
    Measured,
    Measurement,
    Measurements,
    PartMeasurement,
    Reading,
    Unmeasured,
)
from optopcheck.domain.profile import (
    Counting,
    GoverningEaves,
    MeasuringProfile,
    PartyWalls,
    RoofEdge,
    SubordinateParts,
    VolumeFloor,
)
from optopcheck.domain.quantity import Quantity
from optopcheck.domain.rule import Finding, LegalSource, Limit, Need, NotApplicable, Rule, Standing, Verdict
from optopcheck.domain.scenario import Scenario, Setback
from optopcheck.domain.shade import ExtraShade, PlotExtraShade, ShadeGround, ShadeMoment
from optopcheck.domain.site import Datum, Origin, Site
from optopcheck.domain.stated import Stated
from optopcheck.domain.sunlight import (
    Baseline,
    CountedFacades,
    ExcessRule,
    LossMeasure,
    PointPosition,
    SunNorm,
    SunStudy,
)
from optopcheck.domain.text import Text, join_texts, number, numbers

API_VERSION = "v1"

__all__ = [
    "API_VERSION",
    "ENTRY_POINT_GROUP",
    "Baseline",
    "Case",
    "CountedFacades",
    "Counting",
    "Datum",
    "Doubt",
    "EnteredFact",
    "ExcessRule",
    "ExtraShade",
    "Facts",
    "Finding",
    "GardenSun",
    "GoverningEaves",
    "LeftOut",
    "LegalSource",
    "Limit",
    "LossMeasure",
    "Measured",
    "Measurement",
    "Measurements",
    "MeasuringProfile",
    "Need",
    "NotApplicable",
    "ObservationPoint",
    "Origin",
    "PartMeasurement",
    "PartyWalls",
    "PlanLimits",
    "PlotExtraShade",
    "PointPosition",
    "ProfileError",
    "Quantity",
    "Reading",
    "RoofEdge",
    "Rule",
    "Scenario",
    "Setback",
    "ShadeGround",
    "ShadeMoment",
    "Site",
    "Situation",
    "Standing",
    "Stated",
    "Storey",
    "StoreyRole",
    "StructuralStatement",
    "SubordinateParts",
    "SunNorm",
    "SunNormError",
    "SunStudy",
    "Text",
    "Unmeasured",
    "Verdict",
    "VolumeFloor",
    "at_least",
    "at_most",
    "between",
    "complies",
    "garden_sun",
    "hookimpl",
    "join_texts",
    "number",
    "numbers",
    "point_losses",
    "read_profile",
    "read_sun_norm",
    "undetermined",
    "violates",
]
