"""Makes the first question of reach as quick as the next: what is compiled at its first use is
compiled before anybody asks."""

from threading import Thread

import numpy as np

from asset_map.analysis.reach import Providers, Question, measure
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def warm_up() -> None:
    """Compile what reach is measured with, or fetch it from the cache of a former start."""
    somewhere = np.array([[400_000.0, 300_000.0], [400_500.0, 300_000.0]])
    measure(somewhere, np.ones(2), Providers.of(somewhere), Question(800, scores=True))


@asks(Action.BROWSE)
def warm_up_beside() -> None:
    """Do so beside the start of the app, which need not wait for it."""
    Thread(target=warm_up, name="warm-up", daemon=True).start()
