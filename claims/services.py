"""The one door to articles and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.exceptions import BadAnchor, BadArticle, BadClaim, PutAway
from claims.extraction.types import ExtractedClaim, Extraction
from claims.intake import clean_text, title_of
from claims.models import Article, ArticleSentence, ArticleVersion, Claim, ClaimAnchor, ClaimKind, Speaker

CONTEXT_CHARACTERS = 32


def add_article(
    *,
    text: str,
    desk_id: int,
    by: Any,
    title: str = "",
    byline: str = "",
    published_on: date | None = None,
    address: str = "",
    language: str = "",
    captured_at: datetime | None = None,
) -> Article:
    """An article with its first version. Raises BadArticle.

    captured_at: when its page was captured; None for what was handed in.
    """
    text = clean_text(text)
    with transaction.atomic():
        article = Article.objects.create(
            desk_id=desk_id,
            title=(title.strip() or title_of(text))[:500],
            byline=byline[:300],
            address=_web_address(address),
            published_on=published_on,
            language=language,
            created_by=by,
        )
        _add_version(article, 1, text, by=by, captured_at=captured_at)
    return article


@transaction.atomic
def add_version(
    *, article: Article, text: str, by: Any, captured_at: datetime | None = None
) -> ArticleVersion:
    """The text as it reads now; earlier versions stay.

    Raises PutAway, BadArticle (also when nothing changed).
    """
    text = clean_text(text)
    locked = lock_article(article)
    check_at_hand(locked)
    current = locked.current_version
    if text == current.text:
        raise BadArticle(_("This is the text that the article has already. Nothing changed."))
    return _add_version(article, current.number + 1, text, by=by, captured_at=captured_at)


def change_details(
    *, article: Article, title: str, byline: str, address: str, published_on: date | None
) -> Article:
    """Put right what is known about an article besides its text. Raises BadArticle."""
    if not title.strip():
        raise BadArticle(_("Write the article's title: readers find its checks by it."))
    article.title, article.byline = title.strip()[:500], byline.strip()[:300]
    article.address, article.published_on = _web_address(address), published_on
    article.save(update_fields=["title", "byline", "address", "published_on", "updated_at"])
    return article


def put_away(*, article: Article, by: Any) -> Article:
    """Say that it is done; nothing of it changes. Once more changes nothing: who did it first stays."""
    now = timezone.now()
    Article.objects.filter(pk=article.pk, put_away_at=None).update(
        put_away_at=now, put_away_by=by, updated_at=now
    )
    article.refresh_from_db(fields=["put_away_at", "put_away_by", "updated_at"])
    return article


def take_back(*, article: Article) -> Article:
    """It is at hand again, as it was."""
    Article.objects.filter(pk=article.pk, put_away_at__isnull=False).update(
        put_away_at=None, put_away_by=None, updated_at=timezone.now()
    )
    article.refresh_from_db(fields=["put_away_at", "put_away_by", "updated_at"])
    return article


def check_at_hand(article: Article) -> None:
    """Raises PutAway."""
    if article.put_away_at is not None:
        raise PutAway(_("This article is put away. Take it back first; then it takes a new text."))


def _web_address(address: str) -> str:
    """Readers are led there, so nothing but a web page's address will do. Raises BadArticle."""
    address = address.strip()
    if address and not address.lower().startswith(("http://", "https://")):
        raise BadArticle(_("An article's address begins with http:// or https://."))
    return address


def lock_article(article: Article) -> Article:
    """Nobody else adds a version, or claims, until the transaction ends."""
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


@transaction.atomic
def record_extraction(*, version: ArticleVersion, extraction: Extraction) -> list[Claim]:
    """Store what extraction found. Running it again adds only what is new and never touches a person's edit.

    Returns the claims that are new: none when the text changed meanwhile, since its claims are found anew.
    """
    article = lock_article(version.article)
    if article.current_version != version:
        return []
    Article.objects.filter(pk=article.pk).update(
        language=extraction.language, notices=list(extraction.notices), updated_at=timezone.now()
    )
    version.sentences.all().delete()
    ArticleSentence.objects.bulk_create(
        ArticleSentence(
            version=version,
            index=index,
            start=sentence.start,
            end=sentence.end,
            checkworthiness=sentence.checkworthiness,
            set_aside=sentence.set_aside or "",
        )
        for index, sentence in enumerate(extraction.sentences)
    )
    found = {_extraction_key(version, claim): claim for claim in extraction.claims}
    known = set(article.claims.filter(extraction_key__in=found).values_list("extraction_key", flat=True))
    standing = _standing(version)
    speakers = _speakers(found.values())
    return [
        _record_claim(article, version, key, claim, speakers)
        for key, claim in found.items()
        if key not in known and (claim.start, claim.end, claim.text) not in standing
    ]


@transaction.atomic
def add_claim(
    *,
    article: Article,
    start: int,
    end: int,
    quote: str,
    by: Any,
    text: str = "",
    kind: str = ClaimKind.OTHER,
    speaker: str = "",
) -> Claim:
    """A claim that a person anchored. Raises BadAnchor when the quote can't be found there, or BadClaim."""
    version = article.current_version
    start, end = locate(version.text, start=start, end=end, quote=quote)
    claim = Claim.objects.create(
        article=article,
        text=text.strip() or " ".join(quote.split()),
        kind=_known_kind(kind),
        speaker=_speaker(speaker),
        added_by=by,
    )
    anchor_claim(claim, version, start, end)
    return claim


def edit_claim(*, claim: Claim, text: str, by: Any, speaker: str | None = None) -> Claim:
    """Change the wording that is checked; what the article says stays. Raises BadClaim.

    speaker: who is credited with it, "" for nobody; None leaves who it is.
    """
    if not text.strip():
        raise BadClaim(_("Write what is checked: the wording can't be empty."))
    if text.strip() != claim.text:
        claim.text, claim.edited_by, claim.edited_at = text.strip(), by, timezone.now()
    if speaker is not None:
        claim.speaker = _speaker(speaker)
    claim.save(update_fields=["text", "speaker", "edited_by", "edited_at", "updated_at"])
    return claim


def anchor_claim(claim: Claim, version: ArticleVersion, start: int, end: int) -> ClaimAnchor:
    """Say where a claim stands in a version; a place it has already stays as it is."""
    text = version.text
    return ClaimAnchor.objects.get_or_create(
        claim=claim,
        version=version,
        start=start,
        end=end,
        defaults={
            "quote": text[start:end],
            "prefix": text[max(0, start - CONTEXT_CHARACTERS) : start],
            "suffix": text[end : end + CONTEXT_CHARACTERS],
        },
    )[0]


def locate(text: str, *, start: int, end: int, quote: str) -> tuple[int, int]:
    """Where the quote stands: at the given code points, else at its only occurrence. Raises BadAnchor."""
    if quote and text[start:end] == quote:
        return start, end
    if quote and text.count(quote) == 1:
        found = text.index(quote)
        return found, found + len(quote)
    raise BadAnchor(_("The text changed, or has these words more than once. Select them again."))


def _record_claim(
    article: Article, version: ArticleVersion, key: str, found: ExtractedClaim, speakers: dict[str, Speaker]
) -> Claim:
    claim = Claim.objects.create(
        article=article,
        text=found.text,
        extracted_text=found.text,
        extraction_key=key,
        kind=found.kind,
        speaker=speakers.get(found.speaker.name) if found.speaker else None,
        checkworthiness=found.checkworthiness,
        reasons=list(found.reasons),
        ambiguous=list(found.ambiguous),
        when=[asdict(when) for when in found.when],
        quantities=[asdict(quantity) for quantity in found.quantities],
        entities=[asdict(entity) for entity in found.entities],
    )
    anchor_claim(claim, version, found.start, found.end)
    return claim


def _standing(version: ArticleVersion) -> set[tuple[int, int, str]]:
    """What claims say that stand in this version already: those that followed from the one before."""
    found = version.anchors.values_list("start", "end", "claim__extracted_text", "claim__text")
    return {(start, end, text) for start, end, *texts in found for text in texts if text is not None}


def _speaker(name: str) -> Speaker | None:
    """Who bears that name, known from now on; None for no name."""
    name = " ".join(name.split())[:300]
    return Speaker.objects.get_or_create(name=name)[0] if name else None


def _speakers(claims: Iterable[ExtractedClaim]) -> dict[str, Speaker]:
    names = {claim.speaker.name for claim in claims if claim.speaker and claim.speaker.name}
    Speaker.objects.bulk_create([Speaker(name=name[:300]) for name in sorted(names)], ignore_conflicts=True)
    return {speaker.name: speaker for speaker in Speaker.objects.filter(name__in=names)}


def _add_version(
    article: Article, number: int, text: str, *, by: Any, captured_at: datetime | None
) -> ArticleVersion:
    return ArticleVersion.objects.create(
        article=article,
        number=number,
        text=text,
        sha256=_sha256(text),
        created_by=by,
        captured_at=captured_at,
    )


def _known_kind(kind: str) -> str:
    if kind not in ClaimKind.values:
        raise BadClaim(_("“{kind}” is not a kind of claim.").format(kind=kind))
    return kind


def _extraction_key(version: ArticleVersion, claim: ExtractedClaim) -> str:
    return _sha256(f"{version.number}:{claim.start}:{claim.end}:{claim.text}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
