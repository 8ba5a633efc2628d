"""Profiles in: a cohort's folder or an upload of its files, checked, every problem reported once."""

from rematch.intake.read import FILES, read_files, read_folder
from rematch.intake.zips import unpack_zip

__all__ = ["FILES", "read_files", "read_folder", "unpack_zip"]
