"""S3 by boto3, which sends `Expect: 100-continue` and a content type with each upload, as the AWS CLI does."""

import io
import unittest
import uuid

from botocore.exceptions import ClientError
from local_server import client

s3 = client("s3")


class S3(unittest.TestCase):
    def setUp(self):
        self.bucket = f"bucket-{uuid.uuid4()}"
        s3.create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        self.here = {"Bucket": self.bucket}

    def test_empty_files_and_folder_markers(self):
        for key, body in (("empty", b""), ("folder/", b""), ("stream", io.BytesIO()), ("file", io.BytesIO(b"x" * 300))):
            s3.put_object(**self.here, Key=key, Body=body)
        self.assertEqual([0, 300, 0, 0], [each["Size"] for each in s3.list_objects_v2(**self.here)["Contents"]])

    def test_a_large_file_in_parts(self):
        content = bytes(range(256)) * (80 << 10)
        s3.upload_fileobj(io.BytesIO(content), self.bucket, "large")
        found = io.BytesIO()
        s3.download_fileobj(self.bucket, "large", found)
        self.assertEqual(content, found.getvalue())

    def test_deleting_what_never_existed(self):
        for status in (None, "Enabled"):
            if status:
                s3.put_bucket_versioning(**self.here, VersioningConfiguration={"Status": status})
            deleted = s3.delete_object(**self.here, Key="never")
            self.assertEqual(204, deleted["ResponseMetadata"]["HTTPStatusCode"])
            batch = s3.delete_objects(**self.here, Delete={"Objects": [{"Key": "never"}, {"Key": "nor this"}]})
            self.assertEqual(["never", "nor this"], [each["Key"] for each in batch["Deleted"]])
            self.assertNotIn("Errors", batch)

    def test_the_error_of_what_is_missing(self):
        for call, more in (
            (s3.get_object, {}),
            (s3.get_object_tagging, {}),
            (s3.delete_object_tagging, {}),
            (s3.copy_object, {"CopySource": {**self.here, "Key": "never"}}),
        ):
            with self.assertRaises(ClientError) as raised:
                call(**self.here, Key="never", **more)
            self.assertEqual("NoSuchKey", raised.exception.response["Error"]["Code"])

    def test_a_form_is_stored_as_it_is(self):
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "malformed"):
            for body in (b"a=b&key=c", b"\xff\x00", b""):
                s3.put_object(**self.here, Key="form", Body=body, ContentType=kind)
                found = s3.get_object(**self.here, Key="form")
                self.assertEqual((body, kind), (found["Body"].read(), found["ContentType"]))

    def test_pages_of_a_list(self):
        for key in ("a", "b/1", "b/2", "c/d/e", "c0", "z"):
            s3.put_object(**self.here, Key=key, Body=b"")
        s3.delete_object(**self.here, Key="c0")
        for operation in ("list_objects", "list_objects_v2"):
            pages = s3.get_paginator(operation).paginate(**self.here, Delimiter="/", PaginationConfig={"PageSize": 1})
            found = [
                each.get("Key", each.get("Prefix"))
                for page in pages
                for each in page.get("Contents", []) + page.get("CommonPrefixes", [])
            ]
            self.assertEqual(["a", "b/", "c/", "z"], found)
        after = s3.list_objects_v2(**self.here, StartAfter="b/1")["Contents"]
        self.assertEqual(["b/2", "c/d/e", "z"], [each["Key"] for each in after])


if __name__ == "__main__":
    unittest.main()
