"""event_files.py HELPER FOLDER: event files between Tandem and Google's protocol buffers.

The messages are declared here as they are published (event.proto, summary.proto, tensor.proto), the records are framed
and their checksums computed anew, and TensorBoard's own reader is asked as well where its package is installed.
"""

import math
import struct
import subprocess
import sys
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool

try:
    from google.protobuf import message_factory

    get_class = message_factory.GetMessageClass
except (ImportError, AttributeError):  # before version 4.22
    from google.protobuf import message_factory

    _factory = message_factory.MessageFactory()
    get_class = _factory.GetPrototype

helper, folder = sys.argv[1], Path(sys.argv[2])
T = descriptor_pb2.FieldDescriptorProto
ONE, MANY = T.LABEL_OPTIONAL, T.LABEL_REPEATED


def build():
    file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="t", syntax="proto3")

    def message(name, *fields):
        made = file.message_type.add(name=name)
        for number, field, kind, label, *of in fields:
            added = made.field.add(name=field, number=number, type=kind, label=label)
            if of:
                added.type_name = ".t." + of[0]
            if name == "Value" and field in ("simple_value", "histo", "tensor"):  # one of them, so that 0 is told, too
                added.oneof_index = 0
        if name == "Value":
            made.oneof_decl.add(name="value")

    message("Dim", (1, "size", T.TYPE_INT64, ONE))
    message("Shape", (2, "dim", T.TYPE_MESSAGE, MANY, "Dim"))
    message(
        "Tensor",
        (1, "dtype", T.TYPE_INT32, ONE),
        (2, "tensor_shape", T.TYPE_MESSAGE, ONE, "Shape"),
        (4, "tensor_content", T.TYPE_BYTES, ONE),
        (5, "float_val", T.TYPE_FLOAT, MANY),
        (6, "double_val", T.TYPE_DOUBLE, MANY),
        (8, "string_val", T.TYPE_BYTES, MANY),
    )
    message("PluginData", (1, "plugin_name", T.TYPE_STRING, ONE))
    message("Metadata", (1, "plugin_data", T.TYPE_MESSAGE, ONE, "PluginData"))
    message(
        "Histogram",
        *[(i + 1, n, T.TYPE_DOUBLE, ONE) for i, n in enumerate(["min", "max", "num", "sum", "sum_squares"])],
        (6, "bucket_limit", T.TYPE_DOUBLE, MANY),
        (7, "bucket", T.TYPE_DOUBLE, MANY),
    )
    message(
        "Value",
        (1, "tag", T.TYPE_STRING, ONE),
        (2, "simple_value", T.TYPE_FLOAT, ONE),
        (5, "histo", T.TYPE_MESSAGE, ONE, "Histogram"),
        (8, "tensor", T.TYPE_MESSAGE, ONE, "Tensor"),
        (9, "metadata", T.TYPE_MESSAGE, ONE, "Metadata"),
    )
    message("Summary", (1, "value", T.TYPE_MESSAGE, MANY, "Value"))
    message(
        "Event",
        (1, "wall_time", T.TYPE_DOUBLE, ONE),
        (2, "step", T.TYPE_INT64, ONE),
        (3, "file_version", T.TYPE_STRING, ONE),
        (5, "summary", T.TYPE_MESSAGE, ONE, "Summary"),
    )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return get_class(pool.FindMessageTypeByName("t.Event"))


Event = build()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


assert crc32c(b"123456789") == 0xE3069283  # the published check value


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    while data:
        (length,) = struct.unpack("<Q", data[:8])
        assert struct.unpack("<I", data[8:12])[0] == masked(data[:8])
        body = data[12 : 12 + length]
        assert struct.unpack("<I", data[12 + length : 16 + length])[0] == masked(body)
        yield body
        data = data[16 + length :]


def frame(body):
    length = struct.pack("<Q", len(body))
    return length + struct.pack("<I", masked(length)) + body + struct.pack("<I", masked(body))


def ours_read_by_theirs():
    path = folder / "events.out.tfevents.1700000000.tandem"
    subprocess.run([helper, "write", path], check=True)
    events = []
    for body in records(path.read_bytes()):
        event = Event()
        event.ParseFromString(body)
        events.append(event)
    assert events[0].file_version == "brain.Event:2" and events[0].wall_time == 1700000000.25
    text = events[1].summary.value[0]
    assert text.tag == "settings/text_summary" and text.metadata.plugin_data.plugin_name == "text"
    assert text.tensor.dtype == 7 and text.tensor.string_val[0].decode() == "| τ | 0.5 |"
    loss = [e for e in events if e.summary.value and e.summary.value[0].tag == "loss"]
    assert [e.step for e in loss] == list(range(1, 302))
    for event in loss[:300]:
        want = struct.unpack("<f", struct.pack("<f", 5.0 / event.step))[0]
        assert event.summary.value[0].simple_value == want
        assert abs(event.wall_time - (1700000000 + event.step * 0.04)) < 1e-6
    assert math.isnan(loss[300].summary.value[0].simple_value)
    far = [e for e in events if e.summary.value and e.summary.value[0].tag == "far"][0]
    assert far.step == 5000000000 and far.summary.value[0].simple_value == -math.inf
    histogram = events[-1].summary.value[0].histo
    assert list(histogram.bucket_limit) == [-0.5, 0, 0.5, 1] and list(histogram.bucket) == [0.125, 0.25, 0.5, 0.125]
    assert histogram.min == -1 and histogram.max == 1 and histogram.num == 1
    assert abs(histogram.sum - (-0.75 * 0.125 - 0.25 * 0.25 + 0.25 * 0.5 + 0.75 * 0.125)) < 1e-12
    return path


def theirs_read_by_ours():
    data = b""
    want = []

    def add(step, wall, **value):
        nonlocal data
        event = Event(wall_time=wall, step=step)
        event.summary.value.add(**value)
        data += frame(event.SerializeToString())

    data += frame(Event(wall_time=1.5, file_version="brain.Event:2").SerializeToString())
    tensor = Event().summary.value.add().tensor.__class__
    for step in range(0, 200):
        add(step, 1.6e9 + step, tag="plain", simple_value=step / 7)
        want.append(("plain", step, struct.unpack("<f", struct.pack("<f", step / 7))[0]))
    add(7, 1.6e9, tag="float", tensor=tensor(dtype=1, float_val=[2.5]))
    add(8, 1.6e9, tag="double", tensor=tensor(dtype=2, double_val=[0.1]))
    add(9, 1.6e9, tag="raw", tensor=tensor(dtype=1, tensor_content=struct.pack("<f", -3.25)))
    want += [("float", 7, 2.5), ("double", 8, 0.1), ("raw", 9, -3.25)]
    add(10, 1.6e9, tag="image", tensor=tensor(dtype=7, string_val=[b"x", b"y"]))  # no scalar
    add(11, 1.6e9, tag="matrix", tensor=tensor(dtype=1, float_val=[1, 2]))  # no scalar
    path = folder / "theirs.tfevents"
    path.write_bytes(data)
    out = subprocess.run([helper, "read", path], check=True, capture_output=True, text=True).stdout
    got = [(t, int(s), float(v)) for t, s, _, v in (line.split() for line in out.splitlines())]
    assert sorted(got) == sorted(want), set(got) ^ set(want)
    path.write_bytes(data[:-3])  # its writer was killed
    out = subprocess.run([helper, "read", path], check=True, capture_output=True, text=True).stdout
    assert len(out.splitlines()) == len(want)
    broken = bytearray(data)
    broken[len(data) // 2] ^= 1
    path.write_bytes(bytes(broken))
    failed = subprocess.run([helper, "read", path], capture_output=True, text=True)
    assert failed.returncode == 1 and "checksum" in failed.stderr, failed


def tensorboards_own_reader(path):
    try:
        from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
    except ImportError:
        print("TensorBoard's own reader is not installed: its part was left out")
        return
    tags = [v.tag for e in EventFileLoader(str(path)).Load() if e.HasField("summary") for v in e.summary.value]
    assert tags.count("loss") == 301 and "similarity" in tags, tags
    print("TensorBoard's own reader agrees")


written = ours_read_by_theirs()
theirs_read_by_ours()
tensorboards_own_reader(written)
print("event files agree")
