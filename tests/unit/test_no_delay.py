"""Answers leave at once: what a server listens on says so, and its connections take it over."""

import socket

from asset_map.web.no_delay import listen_without_delay


def delays(found: socket.socket) -> bool:
    return not found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_to_a_socket_that_listens_send_at_once_and_others_are_left_alone():
    with socket.socket() as server, socket.socket() as idle, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert delays(server)
        listen_without_delay()
        assert not delays(server)
        assert delays(idle)
        client.connect(server.getsockname())
        taken, _ = server.accept()
        with taken:
            assert not delays(taken)
