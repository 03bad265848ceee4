"""The one door to sources: the library, fetching, reading, proving, watching."""

from sources.services.capturing import fetch, record_fetch
from sources.services.clearing import (
    Collected,
    clear_captures,
    remove_erased_files,
    remove_unnamed_files,
    unnamed_files,
    unused_answers,
    unused_captures,
)
from sources.services.copies import MAX_TYPED_CHARACTERS, keep_copy, request_archived_copy
from sources.services.describing import (
    FORMS_WITHOUT_ADDRESS,
    MAX_NOTE_CHARACTERS,
    Description,
    add_source_without_address,
    correct_source,
)
from sources.services.erasing import erase_captures, erased_with
from sources.services.exporting import write_captures, write_warc
from sources.services.following import Checked, check, is_followed, record_check, request_check
from sources.services.hosts import (
    HostLook,
    count_hosts,
    count_outcomes,
    look_at_hosts,
    pause_hosts,
    resume_hosts,
)
from sources.services.keeping import (
    check_copies,
    copy_archive,
    copy_key,
    fill_archive,
    holds_others,
    nothing_leaves,
    put_key,
)
from sources.services.library import (
    FOLLOW_EVERY,
    add_source,
    count_failure,
    follow,
    request_fetch,
    schedule,
    set_delay,
)
from sources.services.nearest import model_in_use, models_to_write, thorough_search
from sources.services.proving import answers_of, open_original, open_warc, verify_snapshot
from sources.services.reading import (
    read_snapshot,
    record_reading,
    request_reading,
    searchable_passages,
    words_of_page,
)
from sources.services.starter import load_starter_list, starter_list
from sources.services.subscriptions import (
    add_subscription,
    change_subscription,
    remove_subscription,
    switch_subscription,
)
from sources.services.watching import note_life, schedule_next

__all__ = [
    "FOLLOW_EVERY",
    "FORMS_WITHOUT_ADDRESS",
    "MAX_NOTE_CHARACTERS",
    "MAX_TYPED_CHARACTERS",
    "Checked",
    "Collected",
    "Description",
    "HostLook",
    "add_source",
    "add_source_without_address",
    "add_subscription",
    "answers_of",
    "change_subscription",
    "check",
    "check_copies",
    "clear_captures",
    "copy_archive",
    "copy_key",
    "correct_source",
    "count_failure",
    "count_hosts",
    "count_outcomes",
    "erase_captures",
    "erased_with",
    "fetch",
    "fill_archive",
    "follow",
    "holds_others",
    "is_followed",
    "keep_copy",
    "load_starter_list",
    "look_at_hosts",
    "model_in_use",
    "models_to_write",
    "note_life",
    "nothing_leaves",
    "open_original",
    "open_warc",
    "pause_hosts",
    "put_key",
    "read_snapshot",
    "record_check",
    "record_fetch",
    "record_reading",
    "remove_erased_files",
    "remove_subscription",
    "remove_unnamed_files",
    "request_archived_copy",
    "request_check",
    "request_fetch",
    "request_reading",
    "resume_hosts",
    "schedule",
    "schedule_next",
    "searchable_passages",
    "set_delay",
    "starter_list",
    "switch_subscription",
    "thorough_search",
    "unnamed_files",
    "unused_answers",
    "unused_captures",
    "verify_snapshot",
    "words_of_page",
    "write_captures",
    "write_warc",
]
