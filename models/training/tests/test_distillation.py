import math
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from chirograph_training.distillation import divergence
from chirograph_training.material import Material
from chirograph_training.network import Encoder
from chirograph_training.recipe import Recipe
from chirograph_training.sampling import Sampler
from chirograph_training.training import BEST, OutOfTimeError, Run
from chirograph_training.word_task import WordTask


def _directions(*angles: float) -> Tensor:
    turned = torch.tensor(angles, dtype=torch.float64)
    return torch.stack([turned.cos(), turned.sin()], 1)


def test_divergence_of_one_anchor_worked_by_hand() -> None:
    # Cosines with the anchor: 1 and 0 by the teacher, 0.5 and 0.5 by the other; temperature 0.5.
    teacher = _directions(0, 0, math.pi / 2)
    own = _directions(0, math.pi / 3, -math.pi / 3)
    compared = torch.zeros(3, 3, dtype=torch.bool)
    compared[0, 1] = compared[0, 2] = True
    share = math.exp(2) / (math.exp(2) + 1)
    expected = share * math.log(share / 0.5) + (1 - share) * math.log((1 - share) / 0.5)
    assert divergence(own, teacher, compared, 0.5).item() == pytest.approx(expected, rel=1e-12)


def test_nothing_is_learned_from_a_single_pair_or_from_none() -> None:
    own = _directions(0, 1, 2).requires_grad_()
    one = torch.zeros(3, 3, dtype=torch.bool)
    one[0, 1] = True
    for compared in (one, torch.zeros_like(one)):
        loss = divergence(own, _directions(0, 2, 1), compared, 0.1)
        loss.backward()
        assert loss.item() == 0
        assert own.grad is not None
        assert not own.grad.any()


@pytest.mark.parametrize("seed", range(8))
def test_divergence_is_nought_for_the_same_likenesses_and_more_for_all_others(seed: int) -> None:
    random = torch.Generator().manual_seed(seed)

    def drawn() -> Tensor:
        return functional.normalize(torch.randn(9, 4, generator=random, dtype=torch.float64), dim=1)

    teacher = drawn().requires_grad_()
    compared = torch.rand(9, 9, generator=random) < 0.6
    # Turned as a whole, no likeness changes.
    turned = teacher.detach() @ torch.linalg.qr(torch.randn(4, 4, generator=random, dtype=torch.float64))[0]
    assert divergence(turned, teacher, compared, 0.1).item() == pytest.approx(0, abs=1e-12)
    own = drawn().requires_grad_()
    loss = divergence(own, teacher, compared, 0.1)
    assert loss.item() > 0
    loss.backward()
    assert own.grad is not None
    assert own.grad.isfinite().all()
    assert teacher.grad is None
    # Pairs left out have no say.
    apart = torch.ones(9, 9, dtype=torch.bool)
    apart[:, 8] = apart[8] = False
    other = own.detach().clone()
    other[8] = -other[8]
    assert divergence(other, teacher, apart, 0.1) == divergence(own, teacher, apart, 0.1)


@pytest.fixture
def teacher(material: Material, recipe: Recipe, tmp_path: Path) -> Path:
    Run(WordTask(material, recipe), tmp_path / "teacher").train()
    return tmp_path / "teacher" / BEST


def test_a_run_learns_from_its_teacher_and_goes_on_with_no_other(
    material: Material, recipe: Recipe, teacher: Path, tmp_path: Path
) -> None:
    taught = recipe.with_changes(distillation=1.0)
    with pytest.raises(OutOfTimeError):
        Run(WordTask(material, taught, teacher), tmp_path / "taught").train(minutes=0)
    other = tmp_path / "other.pt"
    torch.save({**torch.load(teacher, weights_only=True), "best": None}, other)
    with pytest.raises(ValueError, match="other crops"):
        Run(WordTask(material, taught, other), tmp_path / "taught")
    Run(WordTask(material, taught, teacher), tmp_path / "taught").train()


def test_a_teacher_and_a_weight_for_it_go_together(material: Material, recipe: Recipe, teacher: Path) -> None:
    with pytest.raises(ValueError, match="wants a teacher"):
        WordTask(material, recipe.with_changes(distillation=1.0))
    with pytest.raises(ValueError, match="wants a weight"):
        WordTask(material, recipe, teacher)


def test_the_teacher_changes_the_loss_and_itself_stays(
    material: Material, recipe: Recipe, teacher: Path
) -> None:
    taught = WordTask(material, recipe.with_changes(distillation=1.0), teacher)
    torch.manual_seed(0)
    network = Encoder(recipe)
    plain = WordTask(material, recipe).learn(0, network, nn.ModuleDict(), torch.manual_seed(1))
    with_teacher = taught.learn(0, network, nn.ModuleDict(), torch.manual_seed(1))
    added = with_teacher.line["distillationLoss"]
    assert added > 0
    assert with_teacher.loss.item() == pytest.approx(plain.loss.item() + added, rel=1e-4)
    with_teacher.loss.backward()  # type: ignore[no-untyped-call]
    assert all(value.grad is not None for value in network.parameters())


def test_a_text_kept_from_the_word_head_is_not_learned_from_the_teacher_either(
    material: Material, recipe: Recipe, teacher: Path
) -> None:
    batches = map(Sampler(material, recipe).batch, range(99))
    step, batch = next((step, batch) for step, batch in enumerate(batches) if not batch.word.all())

    torch.manual_seed(0)
    vectors = [torch.randn(len(batch.rows), recipe.dimensions, requires_grad=True) for _ in range(2)]

    class Given(nn.Module):
        """Encodes whatever it is shown as the same vectors, whose gradient tells what is learned."""

        def forward(self, _crop: Tensor) -> tuple[Tensor, ...]:
            return tuple(functional.normalize(each, dim=1) for each in vectors)

    task = WordTask(material, recipe.with_changes(distillation=1.0), teacher)
    learned = task.learn(step, Given(), nn.ModuleDict(), torch.manual_seed(1))
    learned.loss.backward()  # type: ignore[no-untyped-call]
    writer, word = (each.grad.abs().sum(1) > 0 for each in vectors if each.grad is not None)
    assert writer.all()
    assert word.tolist() == batch.word.tolist()
