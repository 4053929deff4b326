"""The portal as people and time drive it: one rule, fourteen kinds of step, and what holds after each."""

from collections import Counter
from datetime import timedelta
from random import Random

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.machine import acts, care, checks, links, rows
from tests.machine.acts import Act
from tests.machine.asking import by_nobody, by_right
from tests.machine.stage import EVERYBODY, HOLDER, Stage

MINUTE = timedelta(minutes=1)
WAITS = (timedelta(minutes=16), timedelta(hours=9), *map(timedelta, (1, 1, 2, 4, 6, 15, 61)))
ACTS = (*acts.ACTS, *care.ACTS)
USUAL = ("board", "claim", "placement", "amendment", "fee", "certificate", "milestone", "check_in", "rescue")
SUBJECTS = (*USUAL, "project", "partnership")
KINDS = Counter(
    straight_on=5,
    work_on=4,
    answer=2,
    care=2,
    anything=2,
    evaluate=3,
    work=3,
    wait=1,
    wait_and_work=1,
    foreign=4,
    untimely=2,
    hand_back=1,
    no_link=1,
    upset=1,
)
"""What may happen next, and how often. One rule for all: Hypothesis leaves whole rules out of an example."""


class Portal(RuleBasedStateMachine):
    """`stage` is what is played on; `luck` decides who does what to which record."""

    stage: Stage
    view: rows.View

    @initialize()
    def morning(self):
        self.stage.again()
        self.view = self.stage.inside(rows.read)
        self.done, self.steps = set(), 0

    @rule(kind=st.sampled_from(list(KINDS.elements())), luck=st.integers(0, 2**20))
    def step(self, kind, luck):
        self.luck = Random(f"{luck} {self.steps}")
        getattr(self, kind)()
        self.settle()
        self.steps += 1

    def settle(self):
        """See that all is well, and remember it."""
        self.view = checks.everything(self.stage, self.view)
        self.stage.now += MINUTE
        self.stage.taken["steps"] += 1

    def choices(self, *subjects: str, right: bool = True) -> list[tuple[Act, rows.Row]]:
        """The forms about these records that are meant for the state they are in, or that are not."""
        here = [row for row in self.view.rows if row.subject in subjects]
        found = [(act, row) for row in here for act in ACTS if act.subject == row.subject]
        return [(act, row) for act, row in found if act.is_right(row) is right]

    def take(self, found: list[tuple[Act, rows.Row]]) -> None:
        """Somebody whose step it is takes one of these."""
        if found:
            act, row = self.luck.choice(found)
            note(f"{act.side}: {act.name} {row.key} in {row.status}")
            by_right(self.stage, act, row, self.luck)
            self.done.add((act, row))

    def straight_on(self):
        """The likeliest steps that nobody took yet: the road to a certificate."""
        for _time in range(self.luck.randint(1, 4)):
            new = [each for each in self.choices(*USUAL) if each not in self.done]
            self.take(sorted(new, key=lambda each: -each[0].weight)[:3])
            self.settle()

    def work_on(self):
        found = self.choices("placement", "fee", "certificate")
        self.take([each for each in found for _time in range(each[0].weight)])

    def answer(self):
        self.take(self.choices("claim", "amendment"))

    def care(self):
        """On the way, and what the office does where it goes wrong."""
        found = self.choices("milestone", "check_in", "rescue", "placement")
        self.take([each for each in found if each[0] in care.ACTS for _time in range(each[0].weight)])

    def anything(self):
        self.take(self.choices(*USUAL))

    def upset(self):
        """A project or a partnership ends, rarely, or is held up."""
        found = self.choices("project", "partnership")
        self.take([each for each in found for _time in range(each[0].weight)])

    def untimely(self):
        self.take(self.choices(*SUBJECTS, right=False))

    def foreign(self):
        """Right now or not; once everything has ended, nothing is right."""
        right = self.choices(*SUBJECTS) if self.luck.random() < 0.7 else []
        act, row = self.luck.choice(right or self.choices(*SUBJECTS, right=False))
        by_nobody(self.stage, act, row, self.luck)

    def evaluate(self):
        if mailed := self.links():
            row, token = self.luck.choice(mailed)
            note(f"link of {row.key} in {row.status}")
            if links.enter(self.stage, row, token).status_code == 303:
                links.go_on(self.stage, row, self.luck)

    def hand_back(self):
        if mailed := self.links():
            row, token = self.luck.choice(mailed)
            links.hand_back(self.stage, row, token, self.luck.choice(links.ENDS))

    def links(self):
        return links.held(self.stage, self.view.of("evaluation_request"))

    def no_link(self):
        links.without_a_link(self.stage, self.luck.choice([who for who in EVERYBODY if who != HOLDER]))

    def wait(self):
        self.stage.wait(self.luck.choice(WAITS))

    def work(self):
        self.stage.work()

    def wait_and_work(self):
        self.wait()
        self.work()
