from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from chirograph_training.card import render_card, write_card
from chirograph_training.losses import supervised_contrast
from chirograph_training.recipe import SignatureRecipe, open_signature_recipe
from chirograph_training.release import ParityError, check_parity, export, metadata, signature_description
from chirograph_training.signature_figures import alignment, scores, signature_figures
from chirograph_training.signature_losses import Decision, signature_pairs, soft_alignment
from chirograph_training.signature_material import SignatureMaterial, read_signatures
from chirograph_training.signature_network import SignatureEncoder
from chirograph_training.signature_sampling import SignatureSampler, by_dev_forgers
from chirograph_training.signature_task import SignatureTask, embed_signatures, load_signature_encoder
from chirograph_training.training import BEST, OutOfTimeError, Run


def directions(*degrees: float) -> np.ndarray:
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], 1).astype(np.float32)


def test_a_word_is_to_its_copyist_what_a_name_is_and_unknown_text_is_left_out(
    signatures: SignatureMaterial,
) -> None:
    words = signatures.only(signatures.dataset == "names-zh")
    assert set(words.group) == {"names-zh/the", "names-zh/river"}
    assert len(np.unique(words.signer)) == 12
    assert bool(words.genuine.all())
    assert len(signatures) == 6 * 9 + 6 * 2 * 3


def test_batches_hold_train_rows_only_with_forgeries_beside_their_signers(
    signatures: SignatureMaterial, signature_recipe: SignatureRecipe
) -> None:
    sampler = SignatureSampler(signatures, signature_recipe)
    for step in range(20):
        batch = sampler.batch(step)
        assert set(signatures.split[batch.rows]) == {"train"}
        assert len(np.unique(batch.rows)) == len(batch.rows)
        assert np.array_equal(batch.genuine, signatures.genuine[batch.rows])
        for signer in np.unique(batch.signer[batch.block == 0]):
            own = batch.genuine[batch.signer == signer]
            assert (own.sum(), (~own).sum()) == (5, 4)
        assert len(np.unique(signatures.group[batch.rows[batch.block == 1]])) == 1
    again = SignatureSampler(signatures, signature_recipe).batch(7)
    assert np.array_equal(again.rows, sampler.batch(7).rows)


def test_forgeries_by_dev_forgers_can_be_left_out_corpus_by_corpus(
    signatures: SignatureMaterial, signature_recipe: SignatureRecipe
) -> None:
    rows = signatures.dataset == "signatures-nl"
    forger = signatures.forger.astype("U10")
    forger[rows & (signatures.signer == "signatures-nl:0") & ~signatures.genuine] = "unknown"
    forger[rows & (signatures.signer == "signatures-nl:1") & ~signatures.genuine] = "f9"
    material = replace(signatures, forger=forger)
    left_out = by_dev_forgers(material)
    assert set(material.signer[left_out & (material.split == "train")]) == {"signatures-nl:2"}
    elsewhere = replace(material, dataset=np.where(material.split == "dev", "signatures-xx", material.dataset))
    assert not by_dev_forgers(elsewhere)[material.split == "train"].any()
    sampler = SignatureSampler(material, signature_recipe.with_changes(without_dev_forgers=True))
    for step in range(20):
        drawn = sampler.batch(step).rows
        assert not left_out[drawn].any()
    assert (~material.genuine[drawn]).any()


def test_a_set_without_crops_is_named(signatures: SignatureMaterial, signature_recipe: SignatureRecipe) -> None:
    with pytest.raises(ValueError, match="no train crops of signatures-zh"):
        SignatureSampler(signatures, signature_recipe.with_changes(corpora=("signatures-zh",))).batch(0)


def test_the_open_recipe_trains_on_copied_words_alone(
    signatures: SignatureMaterial, signature_recipe: SignatureRecipe, tmp_path: Path
) -> None:
    recipe = signature_recipe.with_changes(corpora=(), corpus_shares=(), steps=2, dev_every=2)
    assert recipe.copied == open_signature_recipe().copied[:1]
    run = Run(SignatureTask(signatures, recipe), tmp_path)
    run.train()
    assert run.best is not None
    description = signature_description(recipe, signatures, "open")
    assert [row["dataset"] for row in description.data] == ["names-zh"]


def test_a_manifest_that_does_not_say_what_is_genuine_is_refused(
    signatures: SignatureMaterial, tmp_path: Path
) -> None:
    manifest = tmp_path / "labels.csv"
    manifest.write_text("path,dataset,kind,writer,text,split\n")
    crops = tmp_path / "signature-crops"
    with pytest.raises(ValueError, match=r"labels\.csv has no column forger and no column genuine"):
        read_signatures(manifest, [crops / "names-zh"])
    with pytest.raises(ValueError, match="stands in two crop folders"):
        read_signatures(tmp_path / "signatures.csv", [crops / "names-zh", crops / "names-zh"])
    with pytest.raises(ValueError, match="no crops of signatures"):
        read_signatures(manifest, [])


def test_forgeries_repel_their_names_and_attract_nothing() -> None:
    block = torch.tensor([0, 0, 0, 0, 1])
    signer = torch.tensor([0, 0, 0, 1, 0])
    genuine = torch.tensor([True, True, False, True, True])
    pairs = signature_pairs(block, signer, genuine)
    assert pairs.positive.nonzero().tolist() == [[0, 1], [1, 0]]
    assert pairs.negative.nonzero().tolist() == [[0, 2], [0, 3], [1, 2], [1, 3], [3, 0], [3, 1], [3, 2]]
    embedding = torch.from_numpy(directions(0, 0, 90, 90, 0))
    assert supervised_contrast(embedding, pairs, 0.1) < 0.01


def test_a_decision_hangs_on_the_references_own_spread() -> None:
    angles = (0.0, 10.0, 30.0, 5.0, 60.0, 100.0, 140.0, 180.0)
    likeness = directions(*angles) @ directions(*angles).T
    signer = torch.tensor([0, 0, 0, 0, 0, 1, 1, 1])
    genuine = torch.tensor([True, True, True, True, False, True, True, True])
    decision = Decision()
    loss = decision(torch.from_numpy(likeness), torch.zeros(8, dtype=torch.int64), signer, genuine)

    def asked(row: int, references: list[int]) -> float:
        among = [likeness[one, other] for one in references for other in references if one != other]
        return float(likeness[row, references].mean() - np.mean(among))

    def cross_entropy(found: list[float], wanted: float) -> float:
        logits = decision.slope.item() * (np.array(found) - decision.threshold.item())
        shares = 1 / (1 + np.exp(-logits))
        return float(-np.log(shares if wanted else 1 - shares).mean())

    names = [[0, 1, 2, 3], [5, 6, 7]]
    same = [asked(row, [other for other in own if other != row]) for own in names for row in own]
    strange = [asked(row, names[1]) for row in names[0]] + [asked(row, names[0]) for row in names[1]]
    found = [cross_entropy(same, 1), cross_entropy([asked(4, names[0])], 0), cross_entropy(strange, 0)]
    assert float(loss.detach()) == pytest.approx(np.mean(found), rel=1e-4)


def test_names_with_too_few_references_are_not_asked_about() -> None:
    likeness = torch.from_numpy(directions(0, 10, 90) @ directions(0, 10, 90).T)
    block, signer = torch.zeros(3, dtype=torch.int64), torch.tensor([0, 0, 1])
    assert float(Decision()(likeness, block, signer, torch.tensor([True, True, True]))) == 0
    # A name with one genuine row beside one with three must not spoil the gradient.
    mixed = torch.from_numpy(directions(0, 20, 40, 90) @ directions(0, 20, 40, 90).T).requires_grad_()
    names = torch.tensor([0, 0, 0, 1])
    Decision()(mixed, torch.zeros(4, dtype=torch.int64), names, torch.ones(4, dtype=torch.bool)).backward()
    assert mixed.grad is not None
    assert bool(torch.isfinite(mixed.grad).all())


def test_soft_alignment_finds_a_stroke_that_lies_some_steps_on() -> None:
    sequence = torch.zeros(3, 20, 2)
    sequence[:, :, 0] = 1
    for row, place in enumerate((8, 11, 18)):
        sequence[row, place] = torch.tensor([0.0, 1.0])
    likeness = soft_alignment(sequence, reach=4, softness=0.01)
    assert torch.allclose(likeness, likeness.T)
    assert likeness[0, 0] == pytest.approx(1, abs=1e-4)
    assert likeness[0, 1] == pytest.approx(1, abs=1e-4)
    assert likeness[0, 2] == pytest.approx(1 - 1 / 20, abs=1e-4)


def test_alignment_is_the_best_path_within_reach() -> None:
    random = np.random.default_rng(2)
    sequence = random.normal(size=(4, 9, 3)).astype(np.float32)
    sequence /= np.linalg.norm(sequence, axis=2, keepdims=True)
    found = alignment(sequence, reach=2)
    assert np.allclose(found, found.T)
    assert np.allclose(np.diag(found), 1, atol=1e-6)

    def best(one: int, other: int) -> float:
        cosines = sequence[one] @ sequence[other].T
        paths = {(0, 0): 2 * float(cosines[0, 0])}
        for t in range(9):
            for u in range(9):
                if (t, u) == (0, 0) or abs(t - u) > 2:
                    continue
                ways = [
                    paths[place] + weight * float(cosines[t, u])
                    for place, weight in (((t - 1, u - 1), 2), ((t - 1, u), 1), ((t, u - 1), 1))
                    if place in paths
                ]
                paths[t, u] = max(ways)
        return paths[8, 8] / 18

    assert found[0, 3] == pytest.approx(best(0, 3), abs=1e-6)
    assert found[2, 1] == pytest.approx(best(2, 1), abs=1e-6)


def test_scores_are_measured_by_the_references_own_spread() -> None:
    likeness = directions(0, 60, 60, 90) @ directions(0, 60, 60, 90).T
    one = np.array([1])
    assert scores(likeness, one, np.array([0]))[0] == pytest.approx(1)
    expected = (0.5 + np.sqrt(0.75)) / 2 + np.sqrt(0.75)
    assert scores(likeness, one, np.array([0, 3]))[0] == pytest.approx(expected, abs=1e-6)
    near = [(0.5, 0.0), (0.5, np.sqrt(0.75)), (0.0, np.sqrt(0.75))]
    spread = np.mean([sum(pair) / 2 + max(pair) for pair in near])
    among = (0.5 + 1 + np.sqrt(0.75)) / 3 + 1 - spread
    assert scores(likeness, np.array([2]), np.array([0, 1, 3]))[0] == pytest.approx(among, abs=1e-6)


def test_figures_of_hands_that_lie_apart_are_nought(signatures: SignatureMaterial) -> None:
    part = signatures.only((signatures.dataset == "signatures-nl") & (signatures.split == "dev"))
    embedding = np.where(part.genuine, 0.0, 50.0) + 120 * (part.signer == part.signer[0])
    figures = signature_figures(part, directions(*embedding) @ directions(*embedding).T, draws=3)
    assert figures["signers"] == 2
    for name in ("skilledEer", "randomEer", "skilledSpread", "randomSpread"):
        assert figures[name] == {"1": 0.0, "3": 0.0, "5": None, "10": None}
    alike = signature_figures(part, np.ones((len(part), len(part)), dtype=np.float32), draws=3)
    assert alike["skilledEer"]["3"] == pytest.approx(0.5)


def test_a_signer_without_more_than_the_references_is_left_out(signatures: SignatureMaterial) -> None:
    part = signatures.only((signatures.dataset == "signatures-nl") & (signatures.split == "dev"))
    first = part.signer == part.signer[0]
    few = part.only(~(first & part.genuine) | (np.cumsum(first & part.genuine) <= 2))
    angle = np.where(few.genuine, 0.0, 50.0) + 120 * (few.signer == part.signer[0])
    figures = signature_figures(few, directions(*angle) @ directions(*angle).T, draws=2)
    assert figures["skilledEer"]["3"] == 0.0
    assert figures["randomEer"] == {"1": 0.0, "3": None, "5": None, "10": None}


def test_a_signature_run_resumes_and_its_weights_come_back(
    signatures: SignatureMaterial, signature_recipe: SignatureRecipe, tmp_path: Path
) -> None:
    task = SignatureTask(signatures, signature_recipe)
    whole = Run(task, tmp_path / "whole")
    whole.train()
    for _ in range(signature_recipe.steps - 1):
        with pytest.raises(OutOfTimeError):
            Run(task, tmp_path / "parts").train(minutes=0)
    parts = Run(task, tmp_path / "parts")
    parts.train()
    for left, right in zip(whole.average.parameters(), parts.average.parameters(), strict=True):
        assert torch.equal(left, right)
    encoder, saved = load_signature_encoder(tmp_path / "whole" / BEST)
    assert encoder.recipe == signature_recipe
    assert saved["best"] == whole.best
    vectors = embed_signatures(encoder, signatures)
    assert vectors.shape == (len(signatures), 56, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=2), 1, atol=1e-5)


def test_the_exported_model_agrees_and_says_what_it_is(
    signatures: SignatureMaterial, signature_recipe: SignatureRecipe, tmp_path: Path
) -> None:
    torch.manual_seed(1)
    encoder = SignatureEncoder(signature_recipe).eval()
    target = tmp_path / "model.onnx"
    export(encoder, signature_description(signature_recipe, signatures), target)
    assert check_parity(encoder, target, signatures, count=30).torch_to_onnx > 0.9999
    torch.manual_seed(2)
    other = SignatureEncoder(signature_recipe).eval()
    with pytest.raises(ParityError):
        check_parity(other, target, signatures, count=30)
    said = metadata(target)
    assert said["chirograph.task"] == "signature"
    outputs = {"signature": {"steps": 56, "dim": 16, "reach": 4, "normalised": True}}
    assert json.loads(said["chirograph.outputs"]) == outputs
    data = {row["dataset"]: row for row in json.loads(said["chirograph.data"])}
    assert (data["signatures-nl"]["rows"], data["signatures-nl"]["writers"]) == (27, 3)
    assert (data["names-zh"]["rows"], data["names-zh"]["writers"]) == (18, 3)
    rates = {"1": 0.25, "3": 0.2, "5": 0.15, "10": None}
    dev = {
        "signatures-nl": {
            "signatures": {"signers": 2, "skilledEer": rates, "randomEer": rates},
            "pairs": {"signatures.skilledEer.5": {"positive": 14, "negative": 26, "thin": True}},
            "intervals": {"signatures.skilledEer.5": [0.1, 0.2]},
        }
    }
    card = write_card(target, tmp_path / "model.json", dev)
    assert card["release"] == "research"
    assert "| signatures-nl (2), skilled forgeries | 25.0 |" in render_card(card)
    assert "15.0 (10.0 to 20.0)<br>14 / 26, thin" in render_card(card)
