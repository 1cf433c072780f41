"""What judge.py lets pass, and what it does not."""
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import judge  # noqa: E402

HELD = "Views are rendered on the device, from images that are held there (30 MiB)."  # 10 000 × 32 × 32 × 3 bytes
CHANCE = 6.93


class Judge(unittest.TestCase):
    def outcome(self, loss=5.0, state="done", texts=(HELD,), exit_status=0, fp32_loss=None, renderer="device"):
        with tempfile.TemporaryDirectory() as folder:
            events = [
                {"event": "plan", "chance_loss": CHANCE, "train_images": 10000},
                {"event": "epoch", "loss": 6.5},
                {"event": "epoch", "loss": loss},
                {"event": "done", "state": state, "step": 20, "images_per_second": 1000.5},
            ]
            if exit_status:
                events.append({"exit": exit_status})
            record = {"events": [{"text": text} for text in texts]}
            for name, objects in (("run", events), ("show", [record]), ("dry", [{"memory_bytes": 1}])):
                text = "".join(json.dumps(o) + "\n" for o in objects)
                pathlib.Path(folder, f"{name}.jsonl").write_text(text, encoding="utf-8")
            run = judge.read_run(folder)
            return judge.outcome(run, renderer, "1", "cuda", fp32_loss)

    def test_a_run_that_learned_passes(self):
        self.assertEqual(self.outcome(), "passed")
        self.assertEqual(self.outcome(fp32_loss=5.1), "passed")
        self.assertEqual(self.outcome(renderer="cpu", texts=()), "passed")

    def test_chance_is_no_success(self):
        self.assertIn("below chance", self.outcome(loss=CHANCE - 0.1))

    def test_another_loss_than_that_of_fp32_is_none(self):
        self.assertIn("fp32", self.outcome(loss=5.3, fp32_loss=5.1))

    def test_no_number_is_none(self):
        self.assertEqual(self.outcome(loss=None), "no loss")
        self.assertEqual(self.outcome(loss=float("nan")), "no loss")

    def test_images_lie_on_the_device_a_byte_a_value(self):
        self.assertIn("held there (30 MiB)", self.outcome(texts=()))
        self.assertIn("held there (30 MiB)", self.outcome(texts=(HELD.replace("30", "118"),)))
        self.assertIn("rendered on the device", self.outcome(renderer="cpu"))

    def test_steps_without_update(self):
        skipped = ["No update at step 1, as fp16 gradients overflowed"]
        self.assertEqual(self.outcome(texts=(HELD, *skipped * 10)), "passed")
        self.assertIn("11 of 20 steps", self.outcome(texts=(HELD, *skipped * 11)))

    def test_a_run_that_broke_off(self):
        self.assertIn("before it was done", self.outcome(state="failed"))
        self.assertEqual(self.outcome(exit_status=139), "exit status 139")

    def test_half_a_line_is_passed_over(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "run.jsonl")
            path.write_bytes(b'{"event":"plan","chance_loss":6.9}\n[]\n{"event":"st\xc3\n{"exit": 137}\n')
            run = judge.read_run(folder)
        self.assertEqual(judge.outcome(run, "device", "2", "cuda", None), "it ended before it was done; exit status 137")


def lines_of(judging, *seen):
    """What a judge says of a file with these objects; a text is a line as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "seen.jsonl")
        path.write_text("".join(f"{o if isinstance(o, str) else json.dumps(o)}\n" for o in seen), encoding="utf-8")
        return judging(path)


class Selftest(unittest.TestCase):
    def words(self, *seen):
        return [line.split("\t")[0] for line in lines_of(judge.selftest, *seen)]

    def test_each_outcome_has_its_word(self):
        checks = [{"check": word, "outcome": word} for word in ("passed", "failed", "skipped", "melted")]
        self.assertEqual(self.words(*checks, {"event": "done"}), ["passed", "FAILED", "skipped", "FAILED"])

    def test_one_that_broke_off_fails(self):
        self.assertEqual(self.words(), ["FAILED"])
        self.assertEqual(self.words({"check": "a", "outcome": "passed"}, '{"check":"b","out'), ["passed", "FAILED"])


class Resumed(unittest.TestCase):
    def word(self, *seen):
        (line,) = lines_of(judge.resumed, *seen)
        return line.split("\t")[0]

    def test_what_went_on_passes(self):
        plan = {"event": "plan", "first_step": 14}
        for state in ("done", "stopped"):
            self.assertEqual(self.word(plan, {"event": "done", "state": state, "step": 15}), "passed")

    def test_what_did_not_fails(self):
        plan = {"event": "plan", "first_step": 14}
        self.assertEqual(self.word(), "FAILED")
        self.assertEqual(self.word(plan, {"event": "step", "step": 20}), "FAILED")
        self.assertEqual(self.word(plan, {"event": "done", "state": "failed", "step": 20}), "FAILED")
        self.assertEqual(self.word(plan, {"event": "done", "state": "stopped", "step": 14}), "FAILED")
        plan["first_step"] = 0
        self.assertEqual(self.word(plan, {"event": "done", "state": "done", "step": 9}), "FAILED")


if __name__ == "__main__":
    unittest.main()
