"""The yardstick of `make bench-screen`: a page with one slider and the number it shows."""

import streamlit as st

weight = st.slider("Weight", 0.0, 5.0, 1.0, step=0.1, key="weight")
with st.container(key="numbers"):
    st.markdown(f"**{weight:.1f}**")
