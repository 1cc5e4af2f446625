"""A world in which every private field holds a word of its own, and who may read which."""

from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlmodel import select

from matchmaker.accounts import representing, resetting
from matchmaker.accounts.models import Account
from matchmaker.events import planning
from matchmaker.mail.models import Letter
from matchmaker.meetings import feedback, moving, publishing, queries, requests
from matchmaker.outcomes import following_up
from matchmaker.outcomes.following_up import Report
from matchmaker.shortlists import keeping
from providers import pools
from tests import event_makers as make
from tests import makers

NOW = make.NOW
AFTER = NOW + timedelta(days=13)
OFFICE = {"viewer", "manager"}
FIRMS = {
    "owner": "factory",
    "other": "factory",
    "accepted": "provider",
    "pending": "provider",
    "unrelated": "provider",
}
PERSONAS = ["anonymous", *FIRMS, "viewer", "manager", "elsewhere", "desk", "administrator"]


class Leaks:
    """`readers`: canary → personas that may find it on a page; `ids`: argument of a route → values to try."""

    def __init__(self, session):
        self.session, self.readers, self.ids, self.people, self.firms = session, {}, {}, {}, {}
        self.office, self.elsewhere = makers.office(session), makers.office(session, region_code="320000")
        self._firms()
        self._staff()
        self._needs()
        self._pool()
        self._event()
        self._meetings()
        self._afterwards()
        self._secrets()
        self._addresses()
        session.commit()

    def word(self, name, *readers):
        """A canary that these personas may read."""
        made = f"zq{name}q{len(self.readers):02}z"
        return self._known(made, *readers)

    def _known(self, made, *readers):
        self.readers[made] = set(readers)
        return made

    def client(self, app, persona):
        """Somebody at a browser."""
        client = FlaskClient(app, app.response_class)
        if persona != "anonymous":
            makers.sign_in(client, self.session, self.people[persona])
        return client

    def _firms(self):
        partner = {"owner": ["accepted"], "accepted": ["owner"]}
        for number, (who, kind) in enumerate(FIRMS.items()):
            readers = {who, *partner.get(who, []), *OFFICE}
            contact = {
                "contact_name": self.word(f"name{who}", *readers),
                "contact_position": self.word(f"post{who}", *readers),
                "contact_phone": self._known(f"0551-7731{number:03}", *readers),
                "contact_email": self.word(f"mail{who}", *readers) + "@firm.example",
            }
            if kind == "provider":
                contact |= {
                    "industries": ["C34"],
                    "scenarios": ["2025-09"],
                    "truth_confirmed": True,
                    "summary": "车间排产",
                }
                contact |= {"legal_person": "王一", "founded_year": 2012, "revenue": 3000, "staff": 60}
            firm = self.firms[who] = getattr(make, kind)(self.session, f"企业{number}", **contact)
            person = self._person(who, who, *OFFICE)
            representing.represent(self.session, person, **{f"{kind}_id": firm.id}, now=NOW)

    def _person(self, who, *readers, **more):
        email = self.word(f"login{who}", *readers, "administrator") + "@people.example"
        person = makers.account(self.session, email=email, name=who, **more)
        self.people[who] = person
        return person

    def _staff(self):
        for who, office, role in (
            ("viewer", self.office, "viewer"),
            ("manager", self.office, "manager"),
            ("elsewhere", self.elsewhere, "manager"),
        ):
            representing.join_office(self.session, self._person(who, who), office.id, role=role, now=NOW)
        self._person("desk", "desk", *OFFICE)
        self._person("administrator", is_administrator=True)

    def _needs(self):
        owner = self.firms["owner"]
        draft = {"title": self.word("drafttitle", "owner"), "problem": self.word("draftproblem", "owner")}
        self.draft = makers.demand(self.session, owner, now=NOW, **draft)
        private = {
            "confidential": self.word("confidential", "owner"),
            "wished_partners": self.word("partners", "owner", *OFFICE),
            "own_funds": self._known("76543.21", "owner", *OFFICE),
        }
        self.need = makers.demand(
            self.session,
            owner,
            status="published",
            now=NOW,
            industry_code="C34",
            scenario_codes=["2025-09"],
            **private,
        )

    def _pool(self):
        self.pool = makers.pool(self.session, now=NOW)
        self.memberships = []
        for who in ("accepted", "pending", "unrelated"):
            self.offering = makers.offering(self.session, self.firms[who], now=NOW)
            self.case = makers.case(self.session, self.firms[who], now=NOW)
            self.memberships.append(self._membership(who))

    def _membership(self, who):
        statement = self.word(f"statement{who}", who, *OFFICE)
        made = pools.apply(self.session, self.pool, self.firms[who], statement, by="maker", now=NOW)
        pools.precheck(
            self.session, made, by="maker", now=NOW, opinion=self.word(f"precheck{who}", who, *OFFICE)
        )
        pools.evaluate(
            self.session, made, by="maker", now=NOW, opinion=self.word(f"opinion{who}", *OFFICE), score=80
        )
        pools.publicise(self.session, made, by="maker", now=NOW)
        pools.admit(self.session, made, by="maker", now=NOW + timedelta(days=self.pool.publicity_days + 1))
        return made

    def _event(self):
        self.event = make.event(self.session, self.office)
        planning.give_desk_duty(self.session, self.event, self.people["desk"], now=NOW)
        self.seats = {}
        for who in ("owner", "other", "accepted", "pending"):
            wish = {
                "delegate_names": [self.word(f"delegate{who}", who, *OFFICE, "desk")],
                "remark": self.word(f"remark{who}", who, *OFFICE),
            }
            wish |= {"demand_ids": [self.need.id]} if who == "owner" else {}
            seat = self.seats[who] = make.participant(self.session, self.event, self.firms[who], **wish)
            self._known(seat.code, who, *OFFICE, "desk")

    def _meetings(self):
        both = {"owner", "accepted", *OFFICE}
        asking = {"demand_id": self.need.id, "now": NOW}
        agreed = requests.ask(
            self.session,
            self.event,
            asker=self.seats["owner"],
            guest=self.seats["accepted"],
            message=self.word("asked", *both),
            **asking,
        )
        requests.accept(
            self.session, self.event, agreed, "provider", message=self.word("answered", *both), now=NOW
        )
        waiting = self.word("waiting", "owner", "pending", *OFFICE)
        self.waiting = requests.ask(
            self.session,
            self.event,
            asker=self.seats["pending"],
            guest=self.seats["owner"],
            message=waiting,
            **asking,
        )
        self.row = queries.request_in(self.session, self.event, agreed.id)
        grid = queries.grid(self.session, self.event)
        moving.move(self.session, self.event, self.row.meeting, grid.slots[0], grid.tables[0], now=NOW)
        publishing.publish(self.session, self.event, name="第一版", now=NOW)

    def _afterwards(self):
        for side, who in (("factory", "owner"), ("provider", "accepted")):
            comment = self.word(f"comment{who}", who, *OFFICE)
            feedback.give(
                self.session,
                self.event,
                self.row.meeting,
                side,
                "cooperation_possible",
                comment=comment,
                now=AFTER,
            )
        both = {"owner", "accepted", *OFFICE}
        report = Report(
            stage="visit",
            next_step=self.word("nextstep", *both),
            next_on=date(2027, 4, 1),
            note=self.word("note", *both),
        )
        self.outcome = following_up.record(self.session, self.row, report, now=AFTER)
        firms = self.firms
        note = self.word("saved", "owner", *OFFICE)
        keeping.save(self.session, firms["owner"], self.need, firms["accepted"], note=note, now=NOW)

    def _secrets(self):
        person = self.people["owner"]
        resetting.ask(self.session, email=person.email, address="http://localhost/reset/{token}", now=AFTER)
        party = representing.Party("企业0", factory_id=self.firms["owner"].id)
        invited = self.word("invited", "owner", *OFFICE, "administrator") + "@people.example"
        representing.invite(
            self.session, person, party, email=invited, address="http://localhost/invited/{token}", now=AFTER
        )
        for kind, mark in (("reset-password", "/reset/"), ("invitation", "/invited/")):
            body = self.session.exec(select(Letter).where(Letter.kind == kind)).one().body
            self._known(body.split(mark)[1].split()[0])
        for account in self.session.exec(select(Account)):
            self._known(account.password_hash)

    def _addresses(self):
        firms = self.firms
        self.ids = {
            "factory_id": [firms["owner"].id, firms["other"].id],
            "provider_id": [firms["accepted"].id, firms["pending"].id, firms["unrelated"].id],
            "firm_id": [firms["owner"].id, firms["accepted"].id],
            "office_id": [self.office.id, self.elsewhere.id],
            "event_id": [self.event.id],
            "demand_id": [self.draft.id, self.need.id],
            "participant_id": [seat.id for seat in self.seats.values()],
            "meeting_id": [self.row.meeting.id],
            "request_id": [self.row.request.id, self.waiting.id],
            "outcome_id": [self.outcome.id],
            "membership_id": [one.id for one in self.memberships],
            "pool_id": [self.pool.id],
            "offering_id": [self.offering.id],
            "case_id": [self.case.id],
            "letter_id": list(self.session.exec(select(Letter.id))),
            "side": ["factory", "provider"],
            "kind": ["industry"],
            "number": [1],
        }
