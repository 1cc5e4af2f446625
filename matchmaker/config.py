"""Settings, read from the environment (`MATCHMAKER_…`) and nowhere else."""

from functools import cached_property
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings with their safe defaults; every field is `MATCHMAKER_<NAME>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="MATCHMAKER_")

    data_dir: Path = Path("var")
    database_url: str = ""
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:5000"
    trusted_proxies: int = 0
    production: bool = False
    site_name: str = "供需对接平台"
    mail_server: str = ""
    mail_port: int = 25
    mail_username: str = ""
    mail_password: str = ""
    mail_starttls: bool = False
    mail_from: str = "noreply@matchmaker.example"

    @cached_property
    def database(self) -> str:
        """The database URL: the one given, else an SQLite file in the data directory."""
        return self.database_url or f"sqlite:///{self.data_dir / 'matchmaker.db'}"

    @property
    def secure(self) -> bool:
        """Whether people reach the site by https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")
