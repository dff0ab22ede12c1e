"""The prompt of `thidua sql`: typing with completion, colours and a history."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer

from thidua.completing import Names, complete
from thidua.sql_session import Session
from thidua.statements import split
from thidua.stopping import go_on

_PROMPT, _CONTINUED = "thidua> ", "     -> "


def converse(session: Session) -> None:
    """Take statements from the terminal until Ctrl-D or .quit."""
    prompt: PromptSession[str] = PromptSession(
        history=_history(),
        completer=_Completer(session.names),
        complete_while_typing=False,
        lexer=PygmentsLexer(SqlLexer),
        multiline=True,
        prompt_continuation=lambda width, _line, _wrap: _CONTINUED.rjust(width),
        key_bindings=_keys(),
    )
    while True:
        try:
            text = prompt.prompt(_PROMPT)
            if text.lstrip().startswith("."):
                session.command(text)
                continue
            statements, rest = split(text)
            for statement in [*statements, *([rest] if rest.strip() else [])]:
                if not session.run(statement):
                    break
        except EOFError:
            return
        except KeyboardInterrupt:  # Ctrl-C at the prompt drops what was typed
            if not go_on():
                raise


class _Completer(Completer):
    """Proposes what `complete` finds."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Give the proposals for what stands before the cursor, in the statement in which it is."""
        done = document.text_before_cursor
        _, open_ = split(done)
        after, _ = split(document.text_after_cursor + ";")
        for one in complete(open_, after[0] if after else "", self.names):
            yield Completion(one.words, start_position=-one.replaces, display_meta=one.about)


def is_whole(text: str) -> bool:
    """Tell whether Enter runs the text rather than beginning a new line: a command, or statements up to a semicolon."""
    if text.lstrip().startswith("."):
        return True
    return not split(text)[1].strip()


def history_file() -> Path:
    """Return where what was typed is kept: in XDG_STATE_HOME, by default ~/.local/state."""
    given = os.environ.get("XDG_STATE_HOME", "")
    state = Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "state"
    return state / "thidua" / "sql_history"


def _history() -> History:
    try:
        file = history_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        with file.open("ab"):
            return FileHistory(str(file))
    except (OSError, RuntimeError):
        return InMemoryHistory()


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        elif is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    return keys
