"""Indices of deprivation by LSOA: 2025 on the areas of 2021, 2019 on those of 2011."""

from dataclasses import replace

from etl.cleaning.values import number, plain_text, whole_number
from etl.families.figures import Figure, wide
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Sheet, Source

DECILE = "decile, where 1 is the most deprived tenth of England"
RANK = "rank, where 1 is the most deprived LSOA of England"
SCORE = "score, higher is more deprived"

DOMAINS = {
    "Income": "Income",
    "Employment": "Employment",
    "Education, Skills and Training": "Education",
    "Health Deprivation and Disability": "Health",
    "Crime": "Crime",
    "Barriers to Housing and Services": "Housing_and_(?:Access|Services)",
    "Living Environment": "Environment",
}
"""The domains as they are published, and in short, as some copies call them."""

UNSAID = "as published, the file does not say"
INDICATORS = {
    "income_domain_numerator": "people",
    "income_deprivation_affecting_children_index_idaci_numerator": "children",
    "income_deprivation_affecting_older_people_index_idaopi_numerator": "older people",
    "employment_domain_numerator": "people",
    "adult_skills_and_english_language_proficiency_indicator": UNSAID,
    "entry_to_higher_education_indicator": UNSAID,
    "acute_morbidity_indicator": UNSAID,
    "comparative_illness_and_disability_ratio_indicator": UNSAID,
    "mental_health_indicator": UNSAID,
    "years_of_potential_life_lost_indicator": UNSAID,
    "violence_with_injury_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "violence_without_injury_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "stalking_and_harassment_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "burglary_rate_per_1_000_at_risk_properties": "per 1,000 properties",
    "theft_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "criminal_damage_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "public_order_and_possession_of_weapons_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "anti_social_behaviour_rate_per_1_000_at_risk_population": "per 1,000 at risk",
    "connectivity_score": UNSAID,
    "owner_occupation_affordability_component_of_housing_affordability_indicator": UNSAID,
    "private_rental_affordability_component_of_housing_affordability_indicator": UNSAID,
    "housing_affordability_indicator": UNSAID,
    "digital_connectivity_broadband_download_and_upload_speeds": UNSAID,
    "core_homelessness_rate_percent_of_households": "per cent of households",
    "patient_to_gp_ratio": "patients per GP",
    "homelessness_indicator_rate_per_1_000_households": "per 1,000 households",
    "household_overcrowding_indicator_rooms": UNSAID,
    "household_overcrowding_indicator_bedrooms": UNSAID,
}
"""What lies under the index, with the unit of each, as far as the publisher's names tell it."""

SUBDOMAINS = {
    "Children and Young People": "children_and_young_people",
    "Adult Skills": "adult_skills",
    "Geographical Barriers": "geographical_barriers",
    "Wider Barriers": "wider_barriers",
    "Indoors": "indoors",
    "Outdoors": "outdoors",
}


def _overall() -> list[Figure]:
    name = r"Index of Multiple Deprivation \(IMD\)"
    return [
        Figure(("IMD_decile", rf"{name} Decile.*"), "imd_decile", DECILE, "", whole_number, True),
        Figure(("IMD_rank", rf"{name} Rank.*"), "imd_rank", RANK, "", whole_number, True),
        Figure(("IMD_score", rf"{name} Score.*"), "imd_score", SCORE),
    ]


def _parts(part: str, names: dict[str, str]) -> list[Figure]:
    units = {
        "decile": (DECILE, whole_number),
        "rank": (RANK, whole_number),
        "score": (SCORE, number),
    }
    return [
        Figure((rf"{short}_{what}", rf"{name} {what}.*"), f"imd_{part}_{what}", unit, name, clean)
        for name, short in names.items()
        for what, (unit, clean) in units.items()
    ]


def _edition(as_of: str, vintage: int, *more: Sheet) -> Source:
    code = _code(vintage)
    return Source(
        id=f"deprivation-{as_of}",
        title=f"Indices of Deprivation {as_of}",
        publisher="Ministry of Housing, Communities and Local Government",
        licence=OGL3,
        gives="deprivation",
        hint=f"CSV with the columns {code.headers[0]}, IMD_decile and IMD_rank, and the domains.",
        reader=Delimited(),
        sheets=(
            wide(
                (code,),
                (*_overall(), *_parts("domain", DOMAINS)),
                kind="lsoa",
                vintage=vintage,
                as_of=as_of,
            ),
            *more,
        ),
    )


def _code(vintage: int) -> Column:
    headers = (rf"lsoa{vintage % 100}_code", rf"LSOA code \({vintage}\)")
    return Column(headers, "area_code", plain_text, required=True)


def _subdomains() -> Sheet:
    first, *others = _parts("subdomain", SUBDOMAINS)
    return _of_2025(replace(first, required=True), *others)


def _indicators() -> Sheet:
    first, *others = (
        Figure((header,), "imd_indicator", unit, header.replace("_", " "))
        for header, unit in INDICATORS.items()
    )
    return _of_2025(replace(first, required=True), *others)


def _of_2025(*figures: Figure) -> Sheet:
    return wide((_code(2021),), figures, kind="lsoa", vintage=2021, as_of="2025")


DEPRIVATION_2025 = _edition("2025", 2021, _subdomains(), _indicators())
DEPRIVATION_2019 = _edition("2019", 2011)
