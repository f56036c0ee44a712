"""Reads a registry with the programs that others read it with, and prints what they found as JSON."""

import json
import sys
from urllib.request import urlopen


def harvest_with_sickle(base):
    from sickle import Sickle
    from sickle.oaiexceptions import CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch

    client = Sickle(base, timeout=60)
    identify = client.Identify()
    records = [
        {
            "id": record.header.identifier,
            "deleted": record.deleted,
            "datestamp": record.header.datestamp,
            "title": None if record.deleted else record.metadata["title"][0],
        }
        for record in client.ListRecords(metadataPrefix="oai_dc", ignore_deleted=False)
    ]
    last = max(record["datestamp"] for record in records)
    errors = []
    for error, ask in (
        (NoRecordsMatch, lambda: client.ListRecords(metadataPrefix="oai_dc", **{"from": "2999-01-01"})),
        (IdDoesNotExist, lambda: client.GetRecord(metadataPrefix="oai_dc", identifier="oai:nowhere.example:x")),
        (CannotDisseminateFormat, lambda: client.ListRecords(metadataPrefix="marc21")),
    ):
        try:
            ask()
        except error:
            errors.append(error.__name__)
    return {
        "name": identify.repositoryName,
        "deletedRecord": identify.deletedRecord,
        "formats": [each.metadataPrefix for each in client.ListMetadataFormats()],
        "sets": [each.setSpec for each in client.ListSets()],
        "records": records,
        "since": [each.identifier for each in client.ListIdentifiers(metadataPrefix="oai_dc", **{"from": last})],
        "richer": sum(1 for _ in client.ListRecords(metadataPrefix="oai_openaire", ignore_deleted=True)),
        "errors": errors,
    }


def harvest_with_scythe(base):
    from oaipmh_scythe import Scythe

    with Scythe(base) as client:
        return {
            "name": client.identify().repositoryName,
            "formats": [each.metadataPrefix for each in client.list_metadata_formats()],
            "sets": [each.setSpec for each in client.list_sets()],
            "records": [
                {"id": record.header.identifier, "deleted": record.header.deleted}
                for record in client.list_records(metadata_prefix="oai_dc", ignore_deleted=False)
            ],
        }


def read_with_ckan(address):
    """As ckanext-dcat's harvester: part by part, as each says where the next one is."""
    from ckanext.dcat.processors import RDFParser

    found = {}
    for profile in ("euro_dcat_ap_2", "euro_dcat_ap_3"):
        datasets, page, parts = [], address, 0
        while page:
            parser = RDFParser(profiles=[profile])
            parser.parse(urlopen(page).read(), _format="turtle" if address.endswith(".ttl") else "json-ld")
            datasets += parser.datasets()
            page, parts = parser.next_page(), parts + 1
        found[profile] = {
            "parts": parts,
            "uris": [next(extra["value"] for extra in each["extras"] if extra["key"] == "uri") for each in datasets],
            "resources": sorted({len(each["resources"]) for each in datasets}),
            "untitled": sum(1 for each in datasets if not each.get("title") or not each.get("notes")),
            "licences": sorted({each.get("license_id") or each["resources"][0].get("license") for each in datasets}),
        }
    return found


def compare_graphs(turtle, json_ld):
    from rdflib import Graph
    from rdflib.compare import isomorphic

    one = Graph().parse(data=urlopen(turtle).read(), format="turtle")
    other = Graph().parse(data=urlopen(json_ld).read(), format="json-ld")
    return {"triples": len(one), "same": isomorphic(one, other)}


def read_skos(address):
    from rdflib import Graph
    from rdflib.namespace import RDF, SKOS

    graph = Graph().parse(data=urlopen(address).read(), format="turtle")
    return {"concepts": sum(1 for _ in graph.subjects(RDF.type, SKOS.Concept))}


WORK = {
    "sickle": harvest_with_sickle,
    "scythe": harvest_with_scythe,
    "ckan": read_with_ckan,
    "graphs": compare_graphs,
    "skos": read_skos,
}

print(json.dumps(WORK[sys.argv[1]](*sys.argv[2:])))
