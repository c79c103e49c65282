"""schema.org descriptions of pages, for search engines. Source of the terms: https://schema.org/"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explorer.address import address
from explorer.catalogue import Catalogue, Written
from explorer.models import Qualification, Role
from explorer.page import Crumb
from explorer.pay import pay_lines

Thing = dict[str, Any]


def website(catalogue: Catalogue) -> Thing:
    """The site, and how to search it."""
    site = catalogue.site
    return {
        "@type": "WebSite",
        "name": site.title,
        "description": site.description,
        "url": site.base_url,
        "inLanguage": site.language,
        "license": site.licence.url,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{site.base_url}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(catalogue: Catalogue, crumbs: Sequence[Crumb]) -> Thing:
    """The way from the home page to a page, itself included."""
    base = catalogue.site.base_url
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.title, "item": base + crumb.address}
            for position, crumb in enumerate(crumbs, 1)
        ],
    }


def occupation(catalogue: Catalogue, role: Role) -> Thing:
    """A role as an Occupation, with its pay in each nation, its skills and what it asks for."""
    nations = catalogue.terms["nation"]
    pay = [
        {
            "@type": "MonetaryAmount",
            "name": " ".join(part for part in (line.label, line.as_of) if part),
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": low,
                "maxValue": low if high is None else high,
                "unitText": line.stated.upper(),
            },
        }
        for line in pay_lines(catalogue, role)
        for low, high in [line.year if line.stated == "year" else line.hour]
    ]
    codes = []
    if role.codes.soc2020:
        codes.append({"@type": "CategoryCode", "inCodeSet": "SOC 2020", "codeValue": role.codes.soc2020})
    if role.codes.onet:
        codes.append({"@type": "CategoryCode", "inCodeSet": "O*NET-SOC", "codeValue": role.codes.onet})
    return _present(
        {
            "@type": "Occupation",
            "name": role.title,
            "alternateName": role.also_called,
            "description": role.summary,
            "url": catalogue.site.base_url + address("role", role.id),
            "mainEntityOfPage": {"@type": "WebPage", "lastReviewed": role.reviewed.isoformat()},
            "occupationLocation": [{"@type": "Country", "name": nations[id_].title} for id_ in (role.nations or nations)],
            "estimatedSalary": pay,
            "occupationalCategory": codes,
            "skills": [catalogue.skills[use.skill].title for use in role.skills],
            "qualifications": [
                {"@type": "EducationalOccupationalCredential", "name": catalogue.qualifications[need.qualification].title}
                for need in role.needs
                if need.qualification and need.strength in ("required", "usual")
            ],
            "responsibilities": role.does,
        }
    )


def credential(catalogue: Catalogue, qualification: Qualification) -> Thing:
    """A qualification as an EducationalOccupationalCredential."""
    return _present(
        {
            "@type": "EducationalOccupationalCredential",
            "name": qualification.title,
            "alternateName": [*qualification.also_called, *qualification.formerly],
            "description": qualification.summary,
            "url": catalogue.site.base_url + address("qualification", qualification.id),
            "credentialCategory": qualification.kind,
            "educationalLevel": f"RQF level {qualification.level}" if qualification.level else None,
            "identifier": qualification.code,
        }
    )


def article(catalogue: Catalogue, written: Written) -> Thing:
    """A guidance article."""
    site = catalogue.site
    return _present(
        {
            "@type": "Article",
            "headline": written.front.title,
            "description": written.front.summary,
            "url": site.base_url + address("article", written.front.id),
            "inLanguage": site.language,
            "dateModified": written.front.reviewed.isoformat(),
            "author": {"@type": "Organization", "name": site.organisation.name},
            "publisher": {"@type": "Organization", "name": site.organisation.name},
            "license": site.licence.url,
            "image": f"{site.base_url}static/card.png",
            "citation": [source.url for source in written.front.sources],
        }
    )


def _present(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, [], "")}
