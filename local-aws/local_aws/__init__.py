"""The AWS of laptops and tests: moto, and what moto lacks or gets wrong.

One module per AWS service. Each mend says which behaviour of AWS it restores;
docs/local-aws.md lists what is true, approximate, or cannot be proved here.
"""

ACCOUNT = "123456789012"
REGION = "eu-central-1"
ROOT_ACCESS_KEY = "local"
"""Signs as the account itself: no policy applies. Its secret is the same word."""
