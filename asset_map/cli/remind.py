"""The command that reminds people of what they keep: ``asset-map remind``."""

from asset_map.cli.options import FormatOption
from asset_map.domain.numbers import counted
from asset_map.terminal import Format, show


def remind(output: FormatOption = Format.TABLE) -> None:
    """Remind those who keep entries to look at them, and send all letters that wait.

    To be run once a day; run more often, it reminds nobody twice.
    """
    from asset_map.journeys.post_letters import post_letters
    from asset_map.journeys.remind import remind as note_reminders

    reminded = note_reminders()
    sent = post_letters()
    show(
        output,
        reminded.as_json() | {"letters_sent": sent},
        lambda: [reminded.sentence(), f"{counted(sent, 'letter')} sent."],
    )
