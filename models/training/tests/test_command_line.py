from __future__ import annotations

from pathlib import Path

import pytest

from chirograph_training.__main__ import main


def test_what_is_missing_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["train", "--manifest", str(tmp_path / "none.csv"), "--crops", str(tmp_path)])
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_wrong_use_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["paint"])
    assert stop.value.code == 2
    assert "paint" in capsys.readouterr().err


def test_seed_wants_one_thing_to_do_and_a_row_that_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["seed"], ["seed", "--row", "rose"], ["seed", "--row", "ours", "--table"]):
        with pytest.raises(SystemExit) as stop:
            main(wrong)
        assert stop.value.code == 2
    assert "signet-contrastive" in capsys.readouterr().err


def test_seed_says_that_there_are_no_results_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seed", "--table", "--results", str(tmp_path)]) == 1
    assert "holds no results" in capsys.readouterr().err
