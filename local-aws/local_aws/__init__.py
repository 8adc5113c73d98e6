"""The AWS of laptops and tests: moto, and patches for what moto lacks or gets wrong.

One module per AWS service. Each patch says which behaviour of AWS it restores;
docs/local-aws.md lists what is the same here, what is approximate, and what only AWS can show.
"""

ACCOUNT = "123456789012"
REGION = "eu-central-1"
ROOT_ACCESS_KEY = "local"
"""The key of the account's root user: no policy applies. The secret has the same value."""
