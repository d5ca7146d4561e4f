"""What class tables say, as the tools of /mcp tell it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.mcp_client import call, data, text, verified
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving

PAY = Path(__file__).parents[1] / "data" / "tables" / "marlow-pay-2021.csv"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("paid") / "data"
    shutil.copytree(ingested().name, folder)
    of = ("--agency", "Marlow County", "--effective", "2021-07-01", "--period", "month")
    loaded = CliRunner().invoke(app, ["table", str(PAY), *of, "--data-dir", str(folder)])
    assert loaded.exit_code == 0, loaded.output
    with serving(create_app(Settings(data_dir=folder))) as address:
        yield address


def test_a_class_has_the_rows_of_tables_beside_its_document(address: str) -> None:
    result = call(address, "get_class", class_name="M2041")
    tabled = data(result)["tabled"]
    assert [fact["value"] for fact in tabled if fact["facet"] == "salary"] == ["$3350 to $4190", "$3434 to $4295"]
    assert "salary: $3350 to $4190 per month (Range A), in the table marlow-pay-2021.csv, from 2021-07-01" in text(
        result
    )
    with httpx.Client(base_url=address, trust_env=False) as http:
        assert "M2041,ACCOUNTING TECHNICIAN,A,3350,4190,2,F04,L4" in verified(http, result)


@pytest.mark.parametrize("name", ["M8201", "snow painter I"])
def test_a_class_that_only_a_table_has_is_told_of(address: str, name: str) -> None:
    found = data(call(address, "get_class", class_name=name))
    assert (found["title"], found["type"]) == ("SNOW PAINTER I", "table")
    assert any(fact["value"] == "$3000 to $3500" for fact in found["facts"])
    both = text(call(address, "compare_classes", classes=[name, "M8202"]))
    assert "Snow Painter II pays more" in both
    assert "$3000 to $3500 per month – “M8201,SNOW PAINTER I,,3000,3500,2,C09,” (from 2021-07-01 on)" in both
