import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import HEADER

from chirograph_training.material import Material, join_material, read_crops, read_material


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


def test_joined_materials_keep_every_row_with_its_own_pixels(folder: Path, material: Material) -> None:
    other = second_folder(folder)
    joined = join_material([material, other])
    assert len(joined) == len(material) + len(other)
    assert set(joined.dataset) == {"words-en", "and", "written"}
    rows = np.array([len(material) + 1, 0, len(joined) - 1, 3, 0], dtype=np.int64)
    expected = [
        (other if row >= len(material) else material).pixels(np.array([row % len(material)]))[0] for row in rows
    ]
    assert np.array_equal(joined.pixels(rows), np.array(expected))
    assert joined.pixels(rows[:0]).shape == (0, 48, 192)
    only = joined.of_dataset("written")
    assert np.array_equal(only.pixels(np.arange(len(only))), other.pixels(np.arange(len(other))))
    index = joined.folder.index_by_path[other.path[2]]
    assert np.array_equal(joined.folder.crops[np.array([index])], other.pixels(np.array([2])))


def test_one_material_joined_is_itself_and_hashes_tell_joined_ones_apart(
    folder: Path, material: Material
) -> None:
    other = second_folder(folder)
    assert join_material([material]) is material
    one, back = join_material([material, other]), join_material([other, material])
    assert len({material.folder.list_sha256, one.folder.list_sha256, back.folder.list_sha256}) == 3
    assert one.manifest_sha256 != material.manifest_sha256


def test_materials_that_do_not_belong_together_are_refused(folder: Path, material: Material) -> None:
    with pytest.raises(ValueError, match="stands in two crop folders"):
        join_material([material, material])
    other = second_folder(folder)
    foreign = replace(other, folder=replace(other.folder, input={**other.folder.input, "version": 2}))
    with pytest.raises(ValueError, match="different input contracts"):
        join_material([material, foreign])


def test_a_crop_that_no_joined_folder_has_is_refused(folder: Path, material: Material) -> None:
    crops = join_material([material, second_folder(folder)]).folder.crops
    for row in (-1, len(crops)):
        with pytest.raises(IndexError, match="no such crop"):
            crops[np.array([row])]


def second_folder(folder: Path) -> Material:
    """A smaller crop folder of another data set, with other pixels."""
    second = folder / "second"
    second.mkdir()
    manifest = second / "manifest.csv"
    paths = [f"written/{number}.png" for number in range(5)]
    lines = [",".join(HEADER), *(f"{path},written,word,written:a,house,,train,train" for path in paths)]
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.random.default_rng(4).integers(0, 256, (5, 48, 192), dtype=np.uint8).tofile(second / "crops.u8")
    lines = ["path,index,sha256,error", *(f"{path},{index},00," for index, path in enumerate(paths))]
    (second / "crops.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    description = json.loads((folder / "crops" / "crops.json").read_text(encoding="utf-8"))
    (second / "crops.json").write_text(json.dumps({**description, "count": 5}), encoding="utf-8")
    return read_material(manifest, second)
