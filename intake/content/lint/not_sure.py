"""W401: a fact about health is asked, and “not sure” is no answer.

The rule: patients may not know a fact about the past, the body or the family. A question is about
one when it has a word of BODY, FAMILY or CARE, or asks what one ever had; it asks for a fact when
the answer is yes or no, or (select_one) when it is about the family, care or the past. How often,
how much and how bad are felt, and wishes and permissions are decided: nobody is unsure by nature.
"""

import re
from collections.abc import Iterator

from intake.content.lint.subject import Declared, Finding, field
from intake.light import Pattern

BODY = (
    "abdomen|allerg(?:y|ies|ic)|anaemia|anemia|ankles?|arms?|arthritis|asthma|backs?|belly|bleeds?|"
    "bladder|bleeding|blood|body|bones?|bowels?|brain|breasts?|breath|breathing|breathless|bruises?|cancer|"
    "chest|cholesterol|contagious|convulsions?|cough|cramps?|depression|diabetes|diabetic|disability|"
    "diseases?|disorders?|dizzy|dizziness|ears?|epilepsy|eyes?|faint(?:ed|ing)?|fallen|fatigue|feet|fever|"
    "fingers?|fits?|foot|glands?|glaucoma|hands?|head|headaches?|hearing|heart|hepatitis|hips?|hiv|"
    "hurts?|ill|illness(?:es)?|immune|infections?|infected|injur(?:y|ies|ed)|itch(?:y|ing)?|joints?|"
    "kidneys?|knees?|legs?|liver|lumps?|lungs?|migraines?|muscles?|nausea|neck|nerves?|numb|numbness|"
    "pacemaker|pain|painful|palpitations|paralysis|periods?|pregnan(?:t|cy)|pressure|rash|seizures?|"
    "shoulders?|skin|snor(?:e|es|ing)|spine|stomach|stroke|swell(?:s|ing)?|swollen|symptoms?|throat|thyroid|tingling|"
    "tired|tremors?|tumou?rs?|twitch(?:es|ing)?|ulcers?|vision|vomit(?:ed|ing)?|weakness|weight|"
    "wheez(?:e|es|ing)|wounds?|teeth|tooth|tongue|location|sick|unwell"
)
FAMILY = (
    "family|relatives?|parents?|mother|father|brothers?|sisters?|grandparents?|grandmother|"
    "grandfather|sons?|daughters?|siblings?|aunts?|uncles?|ancestors?|born"
)
CARE = (
    "anaesthetics?|anesthesia|anesthetics?|antibiotics?|chemotherapy|diagnos(?:ed|is)|drugs?|"
    "hospitals?|implants?|inject(?:ed|ions?)|medicines?|medications?|mri|operations?|operated|"
    "pills?|prescribed|prescriptions?|radiation|scans?|scanned|screening|surger(?:y|ies)|tablets?|"
    "tested|transfusions?|transplants?|treated|treatment|vaccin(?:e|es|ated|ations?)|x-rays?"
)
_BODY = Pattern(rf"\b(?:{BODY})\b", re.I)
_HISTORY = Pattern(
    rf"\b(?:{FAMILY}|{CARE}|ever had|(?:have|has) \S+ (?:\S+ )?had|been told|type of|kind of|"
    r"caused?|before your|as a child|when you were)\b",
    re.I,
)
_DECIDED = Pattern(
    r"\b(?:(?:may|can|should|shall|could) (?:we|i|our|the (?:clinic|doctor|nurse|clinician))|"
    r"would you|do you (?:\w+ )?(?:want|wish|prefer|like|agree|consent|need|mind|understand)|"
    r"are you willing|are you (?:\w+ )?(?:worried|afraid|happy|satisfied|interested)|"
    r"do you feel safe|prefer|permission|consent|agree|help you|help(?:s|ed)? at home|"
    r"how (?:often|much|bad|badly|well|severe|do you|long|many|far|did you come)|contact|"
    r"insurance|filled? (?:in|out)|bring|brought|which hand|what hand|leaflet|relationship|"
    r"looked after|who (?:do|does|did) you)\b",
    re.I,
)
_UNSURE = Pattern(
    r"\b(?:not (?:quite |really )?(?:sure|known|certain)|unsure|uncertain|unknown|"
    r"(?:do not|don[’']t|does not|cannot|can[’']t|can not) (?:know|remember|recall|tell|say)|"
    r"no idea|maybe|perhaps|possibly|might be|undecided)\b",
    re.I,
)
_CODES = frozenset({"not_sure", "unsure", "unknown", "dont_know", "do_not_know", "not_known"})


def health_fact(text: str, *, yes_or_no: bool) -> str | None:
    """The words by which an English question asks for a fact about health that one may not know."""
    if _DECIDED.search(text):
        return None
    found = _HISTORY.search(text) or (_BODY.search(text) if yes_or_no else None)
    return found and found[0]


def not_sure_missing(declared: Declared) -> Iterator[Finding]:
    """Patients' yes_no and select_one items that ask for such a fact and take no “not sure”."""
    for subject in declared.items:
        item = subject.model
        if subject.audience != "patient" or item.readonly or not item.unsure:
            continue
        texts = item.wording() | ({"not_sure": ""} if field(item, "not_sure") else {})
        if texts.keys() & _CODES or any(map(_UNSURE.search, texts.values())):
            continue
        yes_or_no = item.is_yes_or_no or {"yes", "no"} <= texts.keys()
        for wording in subject.english("text"):
            if fact := health_fact(wording.text, yes_or_no=yes_or_no):
                what = f"this asks for a fact about health (“{fact}”), and “not sure” is no answer"
                yield Finding(wording.trail, "W401", what, item.unsure)
