"""お試しの市の登録ブック: everything the fictitious city has on file on a day."""

from __future__ import annotations

from datetime import date

from app.demo import (
    cases_families,
    cases_nurseries,
    cases_registry,
    cases_schools,
    cases_systems,
    cases_visits,
    cases_welfare,
)
from app.demo.book import Book
from app.demo.calendar import Calendar
from app.demo.city import City
from app.demo.jobs_families import FAMILY_JOBS
from app.demo.jobs_health import HEALTH_JOBS
from app.demo.jobs_schools import SCHOOLS
from app.demo.jobs_town_hall import TOWN_HALL
from app.demo.long_ago import LONG_AGO

CASES = (
    cases_schools,
    cases_families,
    cases_nurseries,
    cases_welfare,
    cases_systems,
    cases_registry,
)


def registration(on: date) -> Book:
    """The rows of the city as made for a day; the same day gives the same rows."""
    city = City(Calendar(on))
    for case in CASES:
        case.put_down(city)
    for ordinary in (*SCHOOLS, *FAMILY_JOBS, *HEALTH_JOBS, *TOWN_HALL, *LONG_AGO):
        ordinary.put_down(city)
    cases_visits.put_down(city)
    return city.book
