"""What makes a playbook begin (metrics O2): how it is found, told in words, and judged afterwards.

A trigger is one declaration (`registry.Trigger`) and one row of a template, planted by a migration:

    registry.declare(Trigger("usage_falls", _("use falls"), find=_falling, tell=_fall_in_words, link=to_usage))

    migrations.RunPython(lambda apps, editor: templates.plant(apps, '''
    usage_falls | 使用下滑 | 使用下滑 | Use falls
    + 3 owner | 问清为什么用得少了 | 問清為什麼用得少了 | Ask why they use it less
    '''), migrations.RunPython.noop)

Declare it from the module's own `hooks.register()`; nothing begins until somebody switches the playbook on.
"""
