"""Prints what is in stock."""

import json
from pathlib import Path


def load_items(path: Path) -> list[dict]:
    """Everything in the stock file."""
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def print_prices(items: list[dict]) -> None:
    """One line per item, dearest first."""
    for item in sorted(items, key=lambda item: item["price"], reverse=True):
        print(f"{item['name']:<24} {item['price']:>8} cents")


def print_weights(items: list[dict]) -> None:
    """One line per item, heaviest first."""
    for item in sorted(items, key=lambda item: item["weight"], reverse=True):
        print(f"{item['name']:<24} {item['weight']:>8} grams")


def print_volumes(items: list[dict]) -> None:
    """One line per item, largest first."""
    for item in sorted(items, key=lambda item: item["volume"], reverse=True):
        print(f"{item['name']:<24} {item['volume']:>8} ml")
