"""The section of the secrets that asks for a login, with placeholders alone."""

ISSUER = "https://login.example/realm"
SECTION = {
    "client_id": "rematch",
    "client_secret": "placeholder",
    "cookie_secret": "x" * 32,
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
}
