"""What would have to change for a wished place.

`counterfactuals` lists the ways, by `weights`, `better_offers` and more.
"""
