"""How many connections there is room for."""

import pytest

from reader.web.serving.room import MOST_CONNECTIONS, most_connections, room_for


@pytest.mark.parametrize(
    ("descriptors", "connections"),
    [(8192, MOST_CONNECTIONS), (1024, 462), (200, 50), (50, 16)],
)
def test_each_connection_has_a_descriptor_for_its_sound(descriptors: int, connections: int) -> None:
    assert room_for(descriptors) == connections


def test_this_machine_has_room() -> None:
    assert 16 <= most_connections() <= MOST_CONNECTIONS
