"""What a form and its parts are called in FHIR R4, the same in every resource."""

from intake.content.model import Questionnaire, Section


def canonical(form: Questionnaire) -> str:
    """The canonical address of the form, without its version.

    With `canonical: https://clinic.example/fhir` in the clinic block it is
    https://clinic.example/fhir/Questionnaire/form-id. Without, it is urn:intake:form-id, which
    another clinic's form may have as well.
    """
    base = form.clinic.canonical
    return f"{base}/Questionnaire/{form.id}" if base else f"urn:intake:{form.id}"


def response_head(form: Questionnaire) -> dict[str, str]:
    """How the QuestionnaireResponse begins to a form that was filled in, in the form's language."""
    return {
        "resourceType": "QuestionnaireResponse",
        "language": form.language,
        "questionnaire": f"{canonical(form)}|{form.version}",
        "status": "completed",
    }


def code_system(form: Questionnaire, item: str) -> str:
    """The system of the codes of the item with the id `item`."""
    return f"{canonical(form)}/{item}"


def section_link(form: Questionnaire, section: Section) -> str:
    """The linkId of a section: its id, with -section where an item has the same.

    An item's own id is its linkId, and no linkId may be there twice in a Questionnaire.
    """
    asked = (item for part in form.sections if part.for_ == "patient" for item in part.items)
    is_taken = any(item.id == section.id for item in asked)
    return f"{section.id}-section" if is_taken else section.id
