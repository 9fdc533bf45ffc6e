"""sbom.py: what is inside the image, as SPDX 2.3 JSON and as a plain list.

Reads dpkg's status of the tree, the copyright files of the packages and the Swift packages of Package.swift (all
versions of Package.resolved where it is there). No time and no path of the building machine goes into the result.
"""

import argparse
import json
import pathlib
import re
import time


def debian_packages(status, dropped):
    for block in status.read_text().split("\n\n"):
        fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", block, re.MULTILINE))
        if "Package" not in fields or fields["Package"] in dropped:
            continue
        if fields.get("Status") == "install ok installed":
            yield fields


def licences(folder, name):
    """Short names of a machine-readable copyright file; empty when it is free text."""
    path = folder / name / "copyright"
    try:
        text = path.read_text(errors="replace")
    except OSError:
        return []
    if "copyright-format" not in text[:600]:
        return []
    found = {line.strip() for line in re.findall(r"^License:[ \t]*(.+)$", text, re.MULTILINE)}
    return sorted(found)


def swift_packages(folder):
    resolved = folder / "Package.resolved"
    if resolved.exists():
        pins = json.loads(resolved.read_text()).get("pins", [])
        return sorted((p["identity"], p["state"].get("version", "?"), p["location"]) for p in pins)
    text = (folder / "Package.swift").read_text()
    pattern = r'\.package\(url: "([^"]+)", exact: "([^"]+)"\)'
    return sorted((url.rsplit("/", 1)[1].removesuffix(".git").lower(), v, url) for url, v in re.findall(pattern, text))


def identifier(*words):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", "-".join(words))


def main():
    parser = argparse.ArgumentParser()
    for name in ("version", "epoch", "folder", "copyright"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    folder = pathlib.Path(options.folder)
    copyrights = pathlib.Path(options.copyright)
    lines = (folder / "dropped.packages").read_text().splitlines()
    dropped = {line.split("#")[0].strip() for line in lines}

    packages, names, extracted = [], [], {}
    for fields in sorted(debian_packages(folder / "status", dropped), key=lambda f: f["Package"]):
        name, version, architecture = fields["Package"], fields["Version"], fields["Architecture"]
        source = fields.get("Source", name).split()[0]
        found = licences(copyrights, name)
        for licence in found:
            reference = "LicenseRef-Debian-" + re.sub(r"[^A-Za-z0-9.-]", "-", licence)
            extracted[reference] = licence
        entry = {
            "SPDXID": identifier("deb", name),
            "name": name,
            "versionInfo": version,
            "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": " AND ".join(
                sorted("LicenseRef-Debian-" + re.sub(r"[^A-Za-z0-9.-]", "-", l) for l in found)) or "NOASSERTION",
            "copyrightText": "NOASSERTION",
            "sourceInfo": "Debian source package " + source,
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro=trixie",
            }],
        }
        packages.append(entry)
        names.append(f"{name}\t{version}\t{architecture}\t{', '.join(found) or '-'}")
    for name, version, url in swift_packages(folder):
        packages.append({
            "SPDXID": identifier("swift", name),
            "name": name,
            "versionInfo": version,
            "downloadLocation": "git+" + url + "@" + version,
            "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION",
            "licenseDeclared": "NOASSERTION",
            "copyrightText": "NOASSERTION",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": "pkg:swift/" + url.removeprefix("https://").removesuffix(".git") + "@" + version,
            }],
        })
        names.append(f"{name}\t{version}\tswift\t-")

    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "datasafe-" + options.version,
        "documentNamespace": "https://datasafe.invalid/spdx/" + options.version,
        "creationInfo": {
            # The time of the version, not of the build: two builds give the same bytes.
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(options.epoch))),
            "creators": ["Tool: Scripts/image"],
        },
        "packages": packages,
        "hasExtractedLicensingInfos": [
            {"licenseId": r, "name": l, "extractedText": f"Licence \"{l}\" as named in the Debian copyright file."}
            for r, l in sorted(extracted.items())
        ],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": p["SPDXID"]}
            for p in packages
        ],
    }
    (folder / "datasafe.spdx.json").write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")
    (folder / "packages").write_text("\n".join(names) + "\n")


main()
