"""The newsroom's addresses."""

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from factcheck.web.newsroom import (
    activity,
    arranging,
    articles,
    bench,
    claims,
    comparing,
    contradictions,
    copies,
    evidence,
    exports,
    imports,
    jobs,
    library,
    matches,
    notices,
    publishing,
    settings,
    snapshots,
    sources,
    versions,
    webhooks,
)
from factcheck.web.newsroom.calibration import suggestions
from factcheck.web.newsroom.desk import desk
from factcheck.web.newsroom.help import help_page
from factcheck.web.newsroom.inbox import inbox
from factcheck.web.newsroom.link_rot import link_rot
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.newsroom.summary import summary
from factcheck.web.public import views as public


def home(request: PersonsRequest) -> HttpResponse:
    """The inbox for who works here, the front page for readers."""
    return inbox(request) if request.user.is_authenticated else public.front_page(request)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="inbox"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.new_article, name="new-article"),
    path("articles/<int:pk>/", bench.workbench, name="workbench"),
    path("articles/<int:pk>/summary/", summary, name="summary"),
    path("articles/<int:pk>/export/<slug:form>/", exports.export_article, name="export-article"),
    path("articles/<int:pk>/progress/", bench.progress, name="progress"),
    path("articles/<int:pk>/claims/", claims.add_claim, name="add-claim"),
    path("articles/<int:pk>/sources/", claims.add_sources_to_article, name="add-sources-to-article"),
    path("articles/<int:pk>/merge/", arranging.choose_survivor, name="choose-survivor"),
    path("articles/<int:pk>/claims/merge/", arranging.merge, name="merge"),
    path("articles/<int:pk>/claims/separate/", arranging.separate, name="separate"),
    path("articles/<int:pk>/dismiss/", arranging.choose_dismissed, name="choose-dismissed"),
    path("articles/<int:pk>/claims/dismiss/", arranging.dismiss_picked, name="dismiss-picked"),
    path("articles/<int:pk>/claims/reopen/", arranging.reopen_listed, name="reopen-listed"),
    path("articles/<int:pk>/history/", versions.history, name="article-history"),
    path("articles/<int:pk>/text/", versions.change_text, name="change-text"),
    path("articles/<int:pk>/capture-again/", versions.capture_again, name="capture-again"),
    path("fates/<int:pk>/place/", versions.place_claim, name="place-claim"),
    path("fates/<int:pk>/let-go/", versions.let_go, name="let-go"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/take-on/", claims.take_on, name="take-on"),
    path("claims/<int:pk>/dismiss/", claims.dismiss, name="dismiss"),
    path("claims/<int:pk>/drop/", claims.drop, name="drop"),
    path("claims/<int:pk>/reopen/", claims.reopen, name="reopen"),
    path("claims/<int:pk>/edit/", claims.edit, name="edit"),
    path("claims/<int:pk>/split/", arranging.split, name="split"),
    path("claims/<int:pk>/join-elsewhere/", arranging.join_elsewhere, name="join-elsewhere"),
    path("claims/<int:pk>/join-again/", arranging.join_again, name="join-again"),
    path("claims/<int:pk>/words/", arranging.move_words, name="move-words"),
    path("claims/<int:pk>/publish/", publishing.publish, name="publish"),
    path("claims/<int:pk>/correct/", publishing.correct, name="correct"),
    path("claims/<int:pk>/abandon-correction/", publishing.abandon_correction, name="abandon-correction"),
    path("claims/<int:pk>/withdraw/", publishing.withdraw, name="withdraw"),
    path("claims/<int:pk>/sources/", claims.add_sources, name="add-sources"),
    path("claims/<int:pk>/search/", claims.search_sources, name="search-sources"),
    path("claims/<int:pk>/check-again/", claims.check_again, name="check-again"),
    path("claims/<int:pk>/propose/", claims.propose, name="propose"),
    path("claims/<int:pk>/withdraw-proposal/", claims.withdraw_proposal, name="withdraw-proposal"),
    path("claims/<int:pk>/sign-off/", claims.sign_off, name="sign-off"),
    path("claims/<int:pk>/undo-sign-off/", claims.undo_sign_off, name="undo-sign-off"),
    path("claims/<int:pk>/return/", claims.return_for_changes, name="return-for-changes"),
    path("claims/<int:pk>/settle/", claims.settle_source_change, name="settle-source-change"),
    path("claims/<int:pk>/comment/", claims.comment, name="comment"),
    path("evidence/<int:pk>/accept/", evidence.accept, name="accept"),
    path("evidence/<int:pk>/reject/", evidence.reject, name="reject"),
    path("evidence/<int:pk>/reconsider/", evidence.reconsider, name="reconsider"),
    path(
        "contradictions/<int:pk>/dismiss/", contradictions.dismiss_contradiction, name="dismiss-contradiction"
    ),
    path(
        "contradictions/<int:pk>/take-up/", contradictions.take_up_contradiction, name="take-up-contradiction"
    ),
    path("matches/<int:pk>/confirm/", matches.confirm_match, name="confirm-match"),
    path("matches/<int:pk>/reject/", matches.reject_match, name="reject-match"),
    path("matches/<int:pk>/reconsider/", matches.reconsider_match, name="reconsider-match"),
    path("sources/", sources.sources, name="sources"),
    path("sources/link-rot/", link_rot, name="link-rot"),
    path("sources/library/", library.library, name="library"),
    path("sources/library/new/", library.new_subscription, name="new-subscription"),
    path("sources/library/starter-list/", library.load_starter_list, name="load-starter-list"),
    path("sources/library/<int:pk>/", library.subscription, name="subscription"),
    path("sources/library/<int:pk>/on/", library.switch_on, name="switch-on"),
    path("sources/library/<int:pk>/off/", library.switch_off, name="switch-off"),
    path("sources/library/<int:pk>/limits/", library.change_limits, name="change-limits"),
    path("sources/library/<int:pk>/look/", library.look_now, name="look-now"),
    path("sources/library/<int:pk>/remove/", library.remove, name="remove-subscription"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/fetch/", sources.fetch_again, name="fetch-again"),
    path("sources/<int:pk>/diff/", comparing.compare_snapshots, name="compare-snapshots"),
    path("sources/<int:pk>/copies/", copies.upload_copy, name="upload-copy"),
    path("sources/<int:pk>/archived-copies/", copies.use_archived_copy, name="use-archived-copy"),
    path("snapshots/<int:pk>/warc/", snapshots.warc, name="snapshot-warc"),
    path("snapshots/<int:pk>/", snapshots.snapshot, name="snapshot"),
    path("snapshots/<int:pk>/original/", snapshots.original, name="snapshot-original"),
    path("snapshots/<int:pk>/evidence/", snapshots.use_as_evidence, name="use-as-evidence"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel_job, name="cancel-job"),
    path("jobs/<int:pk>/try-again/", jobs.try_again, name="try-again"),
    path("help/", help_page, name="help"),
    path("desk/", desk, name="desk"),
    path("desk/suggestions/", suggestions, name="suggestions"),
    path("desk/export/<slug:form>/", exports.export_desk, name="export-desk"),
    path("activity/", activity.activity_page, name="activity"),
    path("notices/read/", notices.read_notices, name="read-notices"),
    path("notices/<int:pk>/open/", notices.open_notice, name="open-notice"),
    path("settings/notices/", notices.notice_settings, name="notice-settings"),
    path("settings/", settings.profile, name="profile"),
    path("settings/tokens/", settings.tokens, name="tokens"),
    path("settings/tokens/<int:pk>/revoke/", settings.revoke_token, name="revoke-token"),
    path("settings/imports/", imports.own_imports, name="imports"),
    path("settings/imports/<int:pk>/", imports.one_import, name="import"),
    path("settings/webhooks/", webhooks.own_webhooks, name="webhooks"),
    path("settings/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("settings/webhooks/<int:pk>/secret/", webhooks.rotate_secret, name="rotate-webhook-secret"),
    path("settings/webhooks/<int:pk>/disable/", webhooks.disable, name="disable-webhook"),
    path("settings/webhooks/<int:pk>/enable/", webhooks.enable, name="enable-webhook"),
    path("settings/webhooks/<int:pk>/remove/", webhooks.remove, name="remove-webhook"),
    path("settings/deliveries/<int:pk>/resend/", webhooks.resend, name="resend-delivery"),
]
