"""Draws batches: a few writers of one group at a time, with texts that several of them wrote.

The writer head must tell hands apart whatever the text, and hands rather than corpora. So a block's
negatives come from the same group, and part of a writer's crops carry texts that other writers of the
block wrote too; crops of one writer differ in text wherever the group has more than one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .material import IntArray, Material
from .recipe import Block, Recipe


@dataclass(frozen=True)
class Batch:
    """Rows of a material and, for each, what the losses need.

    Attributes:
        rows: Row numbers.
        block: Rows of different blocks are never compared.
        writer: Writer codes.
        text: Text codes, -1 where unknown.
        word: Whether the row takes part in the word loss.
        single: Whether its group has a single text, so that same text must serve as positive.
        word_class: Class of the text within its group, -1 where the row takes no part in the word loss.
        reshaped: Whether its hand is to be given another shape.
    """

    rows: IntArray
    block: IntArray
    writer: IntArray
    text: IntArray
    word: npt.NDArray[np.bool_]
    single: npt.NDArray[np.bool_]
    word_class: IntArray
    reshaped: npt.NDArray[np.bool_]


class Sampler:
    """Draws batches from the train rows; the same seed and step always give the same batch."""

    def __init__(self, material: Material, recipe: Recipe) -> None:
        """Indexes the material.

        Args:
            material: Any rows; only those of split `train` are ever drawn.
            recipe: Blocks and seed.
        """
        self._recipe = recipe
        self._text = np.unique(material.text, return_inverse=True)[1].astype(np.int64)
        self._text[material.text == ""] = -1
        self._writer = np.unique(material.writer, return_inverse=True)[1].astype(np.int64)
        self._copy = material.copy
        self._dataset = material.dataset
        self._word = material.word
        self._groups: dict[str, dict[str, dict[int, IntArray]]] = defaultdict(dict)
        usable = (material.split == "train") & (material.text != "")
        for group in np.unique(material.group[usable]):
            rows = np.flatnonzero(usable & (material.group == group))
            by_writer = {
                int(writer): rows[self._writer[rows] == writer] for writer in np.unique(self._writer[rows])
            }
            self._groups[str(material.dataset[rows[0]])][str(group)] = by_writer
        self._single = {
            group: len(np.unique(self._text[np.concatenate(list(by_writer.values()))])) == 1
            for groups in self._groups.values()
            for group, by_writer in groups.items()
        }

        self.writer_groups = _groups_of(self._writer, material.group, np.ones(len(material), dtype=bool))
        known = usable & material.word
        texts = np.char.add(np.char.add(material.group, "\0"), material.text)
        self._word_class = np.full(len(material), -1, dtype=np.int64)
        self._word_class[known] = np.unique(texts[known], return_inverse=True)[1]
        self.word_groups = _groups_of(self._word_class, material.group, known)

    def batch(self, step: int) -> Batch:
        """The batch of one step."""
        random = np.random.default_rng([self._recipe.seed, step])
        rows: list[IntArray] = []
        block_of: list[IntArray] = []
        single: list[npt.NDArray[np.bool_]] = []
        reshaped: list[npt.NDArray[np.bool_]] = []
        for number, block in enumerate(self._recipe.blocks):
            group, drawn = self._draw(block, random)
            rows.append(drawn)
            block_of.append(np.full(len(drawn), number, dtype=np.int64))
            single.append(np.full(len(drawn), self._single[group]))
            reshaped.append(np.full(len(drawn), self._reshaped(drawn, random)))
        joined = np.concatenate(rows)
        return Batch(
            rows=joined,
            block=np.concatenate(block_of),
            writer=self._writer[joined],
            text=self._text[joined],
            word=self._word[joined],
            single=np.concatenate(single),
            word_class=self._word_class[joined],
            reshaped=np.concatenate(reshaped),
        )

    def _reshaped(self, drawn: IntArray, random: np.random.Generator) -> bool:
        """Whether the hands of a block get another shape; nothing is drawn where the recipe wants none."""
        if self._recipe.reshaping == 0 or len(drawn) == 0:
            return False
        few_hands = self._dataset[drawn[0]] in self._recipe.reshaped
        return bool(few_hands and random.random() < self._recipe.reshaping)

    def _draw(self, block: Block, random: np.random.Generator) -> tuple[str, IntArray]:
        present = [name for name in block.datasets if name in self._groups]
        if not present:
            raise ValueError(f"no train crops of {', '.join(block.datasets)}")
        shares = np.array([block.shares[block.datasets.index(name)] for name in present])
        groups = self._groups[present[random.choice(len(present), p=shares / shares.sum())]]
        names = sorted(groups)
        group = names[random.integers(len(names))]
        by_writer = groups[group]
        if self._single[group]:
            return group, self._draw_copies(by_writer, block, random)
        return group, self._draw_texts(by_writer, block, random)

    def _draw_copies(
        self, by_writer: dict[int, IntArray], block: Block, random: np.random.Generator
    ) -> IntArray:
        """Crops of a single text: from different copies of the letter where a writer has them."""
        able = sorted(writer for writer, rows in by_writer.items() if len(rows) >= block.crops)
        drawn: list[int] = []
        for writer in random.permutation(able)[: block.writers]:
            rows = random.permutation(by_writer[int(writer)])
            copies = self._copy[rows]
            first_of_copy = np.zeros(len(rows), dtype=bool)
            first_of_copy[np.unique(copies, return_index=True)[1]] = True
            ordered = np.concatenate([random.permutation(rows[first_of_copy]), rows[~first_of_copy]])
            drawn.extend(ordered[: block.crops].tolist())
        return np.array(drawn, dtype=np.int64)

    def _draw_texts(
        self, by_writer: dict[int, IntArray], block: Block, random: np.random.Generator
    ) -> IntArray:
        """Crops of different texts, some of them texts that several of the chosen writers wrote."""
        able = sorted(writer for writer, rows in by_writer.items() if len(rows) >= block.crops)
        writers = [int(writer) for writer in random.permutation(able)[: block.writers]]
        rows_by_text: dict[int, dict[int, int]] = defaultdict(dict)
        for writer in writers:
            for row in random.permutation(by_writer[writer]):
                rows_by_text[int(self._text[row])].setdefault(writer, int(row))
        wanted = max(1, round(block.crops * self._recipe.shared_texts))
        chosen: dict[int, list[int]] = {writer: [] for writer in writers}
        shared = sorted(text for text, rows in rows_by_text.items() if len(rows) > 1)
        for text in random.permutation(shared):
            takers = [writer for writer in rows_by_text[int(text)] if len(chosen[writer]) < wanted]
            if len(takers) < 2:
                continue
            for writer in random.permutation(takers)[:3]:
                chosen[int(writer)].append(rows_by_text[int(text)][int(writer)])
        for writer in writers:
            texts = {int(self._text[row]) for row in chosen[writer]}
            spare: list[int] = []
            for row in random.permutation(by_writer[writer]).tolist():
                if len(chosen[writer]) == block.crops:
                    break
                if int(self._text[row]) in texts:
                    spare.append(row)
                    continue
                texts.add(int(self._text[row]))
                chosen[writer].append(row)
            chosen[writer].extend(row for row in spare if row not in chosen[writer])
            del chosen[writer][block.crops :]
        return np.array([row for writer in writers for row in chosen[writer]], dtype=np.int64)


def _groups_of(classes: IntArray, group: npt.NDArray[np.str_], counted: npt.NDArray[np.bool_]) -> IntArray:
    """For each class the code of the group that its rows are in."""
    codes = np.unique(group, return_inverse=True)[1].astype(np.int64)
    groups = np.zeros(int(classes.max()) + 1, dtype=np.int64)
    groups[classes[counted]] = codes[counted]
    return groups
