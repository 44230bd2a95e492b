"""Counts what has to be ordered."""


def missing(items: list[dict], wanted: int) -> list[str]:
    """Names of the items of which there are fewer than wanted."""
    names = []
    for item in items:
        if item["quantity"] < wanted:
            names.append(item["name"])
    return names


def ways_to_stack(boxes: int) -> int:
    """In how many orders that many boxes can be stacked."""
    if boxes <= 1:
        return 1
    return boxes * ways_to_stack(boxes - 1)
