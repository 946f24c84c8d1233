"""お試しの利用者: one account for each role, those of a department for two departments."""

from __future__ import annotations

from app.acts.people import Appointment
from app.demo.departments import HEALTH, SUPPORT
from app.workflows.set_up_city import Account
from audits.roles import Role

# Told to everybody on the sign-in page of the demonstration.
PASSWORD = "aobano-mitodoke"  # noqa: S105 — no secret

ACCOUNTS = (
    *(
        Account(f"{login}-{role.value}", name, (Appointment(role, department.name),))
        for login, department in (("school", SUPPORT), ("health", HEALTH))
        for role, name in (
            (Role.OFFICER, f"{department.name} {department.section}"),
            (Role.MANAGER, f"{department.name}長"),
        )
    ),
    Account("secretariat", "総務課 個人情報保護係", (Appointment(Role.SECRETARIAT),)),
    Account("advisor", "情報セキュリティ助言者", (Appointment(Role.ADVISOR),)),
    Account("auditor", "監査委員事務局 監査係", (Appointment(Role.AUDITOR),)),
    Account("admin", "システム管理者", (Appointment(Role.ADMIN),)),
)
