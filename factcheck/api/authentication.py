"""Bearer tokens."""

from rest_framework.authentication import BaseAuthentication


class TokenAuthentication(BaseAuthentication):
    """Authorization: Bearer fct_…"""
