"""What can be done, and which role may do it: the one table of it."""

from enum import StrEnum

from asset_map.domain.people import WITH_ARTICLE, Role


class Action(StrEnum):
    """What somebody may do; its words go on after "To"."""

    BROWSE = "see what is on the map"
    SIGN_IN = "sign in or out"
    CONTRIBUTE = "tell the map what you know"
    ADD_OWN = "add and keep what is your own"
    REVIEW = "review what was sent in"
    ANSWER_OBSTACLE = "answer what gets in people's way"
    EXPORT_DEEDS = "take away the record of who did what"
    SEE_LOADS = "see what was loaded and what was set aside"
    DECIDE_TWINS = "decide whether entries are one thing or two"
    CHANGE_STANDARDS = "change how near is near enough"
    WEIGH_CLOSURE = "test what a closure would change"
    DRAFT_PROPOSAL = "draft a proposal"
    LOAD_DATA = "load data"
    MANAGE_USERS = "say who may sign in"
    RUN_DATABASE = "start, prepare, save and bring back the database"
    ERASE = "erase what was told of somebody"


V, M, S, O, A = Role  # noqa: E741 - one letter for each column of the table

MAY: dict[Action, frozenset[Role]] = {
    Action.BROWSE: frozenset({V, M, S, O, A}),
    Action.SIGN_IN: frozenset({V, M, S, O, A}),
    Action.CONTRIBUTE: frozenset({V, M, S, O, A}),
    Action.ADD_OWN: frozenset({M, S, O, A}),
    Action.REVIEW: frozenset({S, A}),
    Action.ANSWER_OBSTACLE: frozenset({O, A}),
    Action.EXPORT_DEEDS: frozenset({A}),
    Action.SEE_LOADS: frozenset({S, O, A}),
    Action.DECIDE_TWINS: frozenset({S, A}),
    Action.CHANGE_STANDARDS: frozenset({O, A}),
    Action.WEIGH_CLOSURE: frozenset({O, A}),
    Action.DRAFT_PROPOSAL: frozenset({O, A}),
    Action.LOAD_DATA: frozenset({A}),
    Action.MANAGE_USERS: frozenset({A}),
    Action.RUN_DATABASE: frozenset({A}),
    Action.ERASE: frozenset({A}),
}
"""Who may do what. An officer is no higher steward, nor the other way round."""


def may(role: Role, action: Action) -> bool:
    """Tell whether a role may do something."""
    return role in MAY[action]


def who_may(action: Action) -> str:
    """Return the least that somebody has to be for an action, as "a steward"."""
    return WITH_ARTICLE[next(role for role in Role if role in MAY[action])]
