"""An upload above what pages accept reaches the page that says so."""

import http.client
import threading
from contextlib import suppress

from waitress.server import create_server

from matchmaker.app import create_app
from matchmaker.commands import serving

TOO_LARGE = 60_000_000


def test_a_sheet_of_60_megabytes_is_answered_with_a_sentence(settings):
    server = create_server(create_app(settings), host="127.0.0.1", port=0, **serving.LIMITS)
    threading.Thread(target=_run, args=(server,), daemon=True).start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=30)
        connection.request(
            "POST", "/account/sign-in", bytes(TOO_LARGE), {"Content-Type": "multipart/form-data; boundary=x"}
        )
        answer = connection.getresponse()
        assert (answer.status, "10 MB" in answer.read().decode()) == (413, True)
    finally:
        server.close()


def _run(server):
    with suppress(OSError):  # its socket is closed under it at the end of the test
        server.run()
