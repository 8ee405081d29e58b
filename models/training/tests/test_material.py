from pathlib import Path

import numpy as np
import pytest

from chirograph_training.material import Material, read_crops


def test_labels_join_crops_by_path_and_leave_out_what_failed_or_is_no_word(material: Material) -> None:
    assert len(material) == 9 * 16 - 1
    assert "signatures/0.png" not in material.path
    assert np.array_equal(material.crop, np.arange(len(material)))


def test_texts_marked_unseen_or_unknown_may_not_train_the_word_head(material: Material) -> None:
    assert not material.word[material.text == "alone"].any()
    assert not material.word[material.text == ""].any()
    assert material.word[material.text == "house"].all()


def test_crops_that_do_not_fit_their_description_are_refused(folder: Path) -> None:
    with (folder / "crops" / "crops.u8").open("ab") as crops:
        crops.write(b"\0")
    with pytest.raises(ValueError, match="write the crops again"):
        read_crops(folder / "crops")
