"""schema.org as JSON-LD: the meeting, its record, its sound with the agenda items as clips, so that search engines know them. ::

{"@type": "Event", "recordedIn": {"@type": "DigitalDocument", …}, "subjectOf": {"@type": "AudioObject", "hasPart": [{"@type": "Clip", …}]}}
"""

import json
from typing import Any, BinaryIO

from reader.exports.material import Material, Options
from reader.exports.mp3_chapters.marks import groups

Json = dict[str, Any]


def write_linked_data(material: Material, _options: Options, file: BinaryIO) -> None:
    """One object."""
    file.write(json.dumps(linked_data(material), ensure_ascii=False).encode())


def linked_data(material: Material) -> Json:
    """The meeting as an event, with its record and its sound."""
    minutes, imprint = material.minutes, material.imprint
    event: Json = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{imprint.address}#event",
        "name": material.title,
        "startDate": minutes.held_on.isoformat() if minutes.held_on else None,
        "location": {"@type": "Place", "name": minutes.place} if minutes.place else None,
        "organizer": _organization(material),
        "recordedIn": _record(material),
        "subjectOf": _sound(material),
    }
    return _known(event)


def _known(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _organization(material: Material) -> Json | None:
    publisher = material.imprint.terms.publisher
    return {"@type": "GovernmentOrganization", "name": publisher} if publisher else None


def _record(material: Material) -> Json:
    imprint = material.imprint
    return _known(
        {
            "@type": "DigitalDocument",
            "@id": imprint.address,
            "url": imprint.address,
            "name": material.title,
            "inLanguage": "ja",
            "identifier": imprint.session_id,
            "version": imprint.revision,
            "dateModified": imprint.updated.isoformat(),
            "license": imprint.terms.licence_url or imprint.terms.licence,
            "abstract": "\n".join(imprint.told()),
            "isBasedOn": imprint.source,
            "publisher": _organization(material),
            "accessibilityFeature": [
                "structuralNavigation",
                "rubyAnnotations",
                "synchronizedAudioText",
                "displayTransformability",
            ],
            "accessMode": ["textual", "auditory"],
            "encoding": [
                {
                    "@type": "MediaObject",
                    "encodingFormat": "application/json",
                    "contentUrl": f"{imprint.address}.json",
                },
                {
                    "@type": "MediaObject",
                    "encodingFormat": "text/csv",
                    "contentUrl": f"{imprint.address}.csv",
                },
            ],
        }
    )


def _sound(material: Material) -> Json:
    imprint = material.imprint
    return _known(
        {
            "@type": "AudioObject",
            "contentUrl": f"{imprint.address}.mp3",
            "encodingFormat": "audio/mpeg",
            "duration": f"PT{material.table.duration_ms / 1000:.3f}S",
            "transcript": f"{imprint.address}.vtt",
            "description": "合成音声による読み上げ",
            "license": imprint.terms.licence_url or imprint.terms.licence,
            "creditText": "、".join(imprint.voices),
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": group.title,
                    "startOffset": group.marks[0].begin / 1000,
                    "endOffset": group.marks[-1].end / 1000,
                    "url": f"{imprint.address}#{group.marks[0].id}",
                }
                for group in groups(material)
            ],
        }
    )
