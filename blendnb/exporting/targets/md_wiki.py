"""`.md`: a text for a wiki. A target is one file, however short."""

from dataclasses import replace

from blendnb.exporting.orders import Order, Target


def text(order: Order) -> str:
    """Return the text for a wiki that an order asks for."""
    from blendnb.exporting.editions import without_addresses
    from blendnb.exporting.wiki import wiki  # Jinja, Altair and pandas

    subject = order.subject
    return wiki(replace(subject, plan=without_addresses(subject.plan)), order.own)


TARGETS = [Target(".md", 60, text)]
