"""The catalogue of listed providers: by pool, industry, type, region and scenario, with search."""

import uuid

from flask import request

from matchmaker.web import exporting, guards, words, work
from matchmaker.web.fields import code_choices, grouped_choices, region_choices
from matchmaker.web.public import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, known_codes, language, offset, page_of, render
from providers import queries
from providers.queries import Wanted

FILTERS = ("q", "pool", "industry", "scenario", "type", "region", "trait")


@bp.get("/providers")
@guards.as_anyone
def catalogue():
    """The list with search and filters."""
    session, wanted = work.session(), _wanted()
    rows, total = queries.search(session, wanted, offset=offset(), limit=PAGE_SIZE)
    return render(
        "public/catalogue/list.html", page=page_of(rows, total), narrowed=wanted != Wanted(), **_facets()
    )


@bp.get("/providers/<uuid:provider_id>")
@guards.as_anyone
def provider(provider_id):
    """One listed provider with all it shows; no contact data."""
    session = work.session()
    listing = found(queries.listed_provider(session, provider_id))
    files = queries.attachments_of(session, listing.provider, public=True)
    return render("public/catalogue/provider.html", listing=listing, files=files)


@bp.get("/providers/<uuid:provider_id>/files/<uuid:attachment_id>")
@guards.as_anyone
def provider_file(provider_id, attachment_id):
    """A public file of a listed provider, always as a download."""
    session = work.session()
    listing = found(queries.listed_provider(session, provider_id))
    attachment = found(queries.attachment_of(session, listing.provider, attachment_id, public=True))
    return exporting.file_response(
        attachment.filename, queries.content_of(session, attachment), attachment.media_type
    )


@bp.get("/pools")
@guards.as_anyone
def pools():
    """All pools with how many firms each has."""
    session = work.session()
    return render(
        "public/catalogue/pools.html", pools=queries.pools(session), sizes=queries.counts_by_pool(session)
    )


@bp.get("/pools/<uuid:pool_id>")
@guards.as_anyone
def pool(pool_id):
    """One pool: what it asks for, and who is in it."""
    session = work.session()
    pool = found(queries.pool_by_id(session, pool_id))
    rows, total = queries.search(session, Wanted(pool_id=pool.id), offset=offset(), limit=PAGE_SIZE)
    return render("public/catalogue/pool.html", pool=pool, page=page_of(rows, total))


@bp.get("/publicity")
@guards.as_anyone
def publicity():
    """Firms in their objection period."""
    rows, total = queries.publicised(work.session(), offset=offset(), limit=PAGE_SIZE)
    return render("public/catalogue/publicity.html", page=page_of(rows, total))


def _wanted() -> Wanted:
    asked = {name: request.args.get(name, "").strip()[:100] for name in FILTERS}
    return Wanted(
        search=asked["q"],
        pool_id=_id(asked["pool"]),
        industry=asked["industry"],
        scenario=asked["scenario"],
        provider_type=asked["type"],
        region=asked["region"],
        trait=asked["trait"],
        micro=bool(request.args.get("micro")),
        first=bool(request.args.get("first")),
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return uuid.UUID(int=0)  # nonsense finds nothing instead of everything


def _facets():
    codes = known_codes()
    return {
        "pools": [(str(pool.id), pool.name) for pool in queries.pools(work.session())],
        "industries": code_choices(codes.industries, language(), numbered=True),
        "scenarios": grouped_choices(codes.scenarios, language()),
        "types": code_choices(codes.types, language()),
        "regions": region_choices(codes.regions, language(), ""),
        "traits": words.choices("trait"),
    }
