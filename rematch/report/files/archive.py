"""A cohort's folder as one ZIP file."""

import io
import zipfile

from rematch.criteria.catalogue import Catalogue
from rematch.model import Profiles
from rematch.report.files.folder import folder_files

EARLIEST = (1980, 1, 1, 0, 0, 0)


def folder_zip(profiles: Profiles, catalogue: Catalogue) -> bytes:
    """The files of the cohort, zipped; the same profiles give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in folder_files(profiles, catalogue).items():
            archive.writestr(
                zipfile.ZipInfo(name, EARLIEST), text.encode("utf-8"), compress_type=zipfile.ZIP_DEFLATED
            )
    return content.getvalue()
