from trainingdesk.domain.agency import AgencyDetails


def test_an_agency_has_a_name_and_a_sector() -> None:
    assert set(AgencyDetails(" ").problems()) == {"name", "sector"}
    assert AgencyDetails("Library", "Culture").problems() == {}


def test_its_email_is_an_address_or_nothing() -> None:
    assert set(AgencyDetails("Library", "Culture", email="nowhere").problems()) == {"email"}


def test_each_name_counts_once_however_it_is_written() -> None:
    details = AgencyDetails("Hill  Academy", other_names=("hill academy", "", "Hill", "HILL"))
    assert details.names() == {"hill academy": "Hill Academy", "hill": "Hill"}
