"""Tests the tools of ./test. Run by ./test, or alone: python3 -m unittest launcher.tools_tests"""

import copy
import importlib.util
import unittest

from launcher import quick, testing, words
from launcher.settings import ROOT


def load_join():
    spec = importlib.util.spec_from_file_location("join", ROOT / "contracts" / "join.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


join = load_join()
HEAD = {"openapi": "3.1.0", "info": {"title": "Madang"}}


def spec_of(path="/v1/things", operation="listThings", schema="Thing", tag="Things"):
    reference = {"$ref": f"#/components/schemas/{schema}"}
    answer = {"200": {"description": "OK", "content": {"application/json": {"schema": reference}}}}
    return {
        "openapi": "3.1.0",
        "tags": [{"name": tag, "description": f"All about {tag}"}],
        "paths": {path: {"get": {"tags": [tag], "operationId": operation, "responses": answer}}},
        "components": {"schemas": {schema: {"type": "object"}}},
    }


class Join(unittest.TestCase):
    def reasons(self, *specs):
        with self.assertRaises(join.Invalid) as raised:
            join.join(HEAD, {f"service-{number}": spec for number, spec in enumerate(specs)})
        return str(raised.exception)

    def test_two_services_become_one_spec(self):
        joined = join.join(HEAD, {"a": spec_of(), "b": spec_of("/v1/others", "listOthers", "Other", "Others")})
        self.assertEqual(["/v1/things", "/v1/others"], list(joined["paths"]))
        self.assertEqual(["Other", "Thing"], list(joined["components"]["schemas"]))

    def test_identical_schemas_are_joined(self):
        joined = join.join(HEAD, {"a": spec_of(), "b": spec_of("/v1/others", "listOthers")})
        self.assertEqual(["Thing"], list(joined["components"]["schemas"]))

    def test_different_schemas_with_one_name_are_rejected(self):
        other = spec_of("/v1/others", "listOthers")
        other["components"]["schemas"]["Thing"] = {"type": "string"}
        self.assertIn("schemas/Thing differs", self.reasons(spec_of(), other))

    def test_duplicate_operation_id_is_rejected(self):
        self.assertIn("is called listThings too", self.reasons(spec_of(), spec_of("/v1/others")))

    def test_names_that_end_in_a_digit_are_rejected(self):
        self.assertIn("enable_1 ends in a digit", self.reasons(spec_of(operation="enable_1")))
        self.assertIn("Thing2 ends in a digit", self.reasons(spec_of(schema="Thing2")))

    def test_a_tag_needs_a_description(self):
        spec = spec_of()
        del spec["tags"]
        self.assertIn("the tag Things has no description", self.reasons(spec))

    def test_link_may_refer_to_an_operation_of_another_service(self):
        linked = spec_of()
        linked["paths"]["/v1/things"]["get"]["responses"]["200"]["links"] = {"other": {"operationId": "listOthers"}}
        self.assertIn("leads to listOthers, which does not exist", self.reasons(copy.deepcopy(linked)))
        join.join(HEAD, {"a": linked, "b": spec_of("/v1/others", "listOthers", "Other", "Others")})

    def test_a_released_operation_keeps_its_name(self):
        with self.assertRaisesRegex(join.Invalid, "released as listThings"):
            join.check_released(spec_of(), spec_of(operation="getThings"))

    def test_text_that_looks_like_another_type_stays_text(self):
        values = {"no": "no", "time": "2026-01-01T00:00:00Z", "number": "1e3", "date": "2026-01-01", "code": "200"}
        self.assertEqual(values, join.yaml.safe_load(join.dump(values)))
        self.assertEqual(values, join.yaml.load(join.dump(values), join.Loader))


class Words(unittest.TestCase):
    TERMS = words.read_terms("# names\nwish -> register\n~farewell -> account deletion\nno-token -> missing-token\n")

    def found(self, text, path="a.md"):
        return {word: dict(places) for word, places in words.search(self.TERMS, {path: text}).items()}

    def test_refused_word_is_found_with_its_line(self):
        self.assertEqual({"wish": {"a.md": [2]}}, self.found("one\ncatalog.wish(file)\n"))

    def test_part_of_another_word_is_accepted(self):
        self.assertEqual({}, self.found("wishlist, unwish, no-token-yet"))

    def test_word_with_a_tilde_is_refused_anywhere_and_in_file_names(self):
        self.assertEqual({"~farewell": {"Farewells.java": [0, 1]}}, self.found("sayFarewellTo", "Farewells.java"))


class Quick(unittest.TestCase):
    def test_tests_that_need_the_emulator_indirectly_are_excluded(self):
        sources = {
            "RunningService": "class RunningService { LocalAws aws; }",
            "UploadTests": "class UploadTests extends RunningService {}",
            "CursorTests": "/** Not with LocalAws. */ class CursorTests { String s = \"LocalAws\"; }",
        }
        self.assertEqual({"RunningService", "UploadTests"}, quick.needing_emulator(sources))


class Stages(unittest.TestCase):
    def test_all_stages_that_need_no_cluster_run_by_default(self):
        self.assertEqual([name for name in testing.STAGES if name != "kubernetes"], testing.parse([]).stages)

    def test_stage_includes_its_dependencies(self):
        self.assertEqual(["setup", "system", "journeys"], testing.parse(["journeys"]).stages)

    def test_quick_starts_no_system(self):
        self.assertNotIn("system", testing.parse(["--quick"]).stages)
