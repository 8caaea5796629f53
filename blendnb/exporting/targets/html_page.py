"""`.html`: one page that opens offline and holds the plan.

A target is one file, however short; what a page is stands in `blendnb.exporting.page`.
"""

from blendnb.exporting.orders import INTERACTIVE, OF_A_PAGE, ROLE, Order, Target

_OPTIONS = (*OF_A_PAGE, INTERACTIVE)


def page(order: Order) -> str:
    """Return the page that an order asks for.

    Raises
    ------
    InputError
        If something was chosen for it that cannot be used.
    """
    from blendnb.exporting.choices import choices_of  # reads pictures and colours
    from blendnb.exporting.page import render  # Jinja and Altair

    chosen = {option.name: order.options.get(option.name) for option in _OPTIONS if option != ROLE}
    choices = choices_of(order.plan, **chosen)
    about = order.subject
    return render(
        about.plan,
        about.recommendation,
        about.audit,
        about.catalogue,
        own=order.own,
        choices=choices,
    )


TARGETS = [Target(".html", 10, page, _OPTIONS)]
